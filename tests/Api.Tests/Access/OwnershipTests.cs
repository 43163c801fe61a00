using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Access;

/// <summary>Every operation on something that belongs to somebody, by everybody else: it looks as if the thing did not exist, and stays as it was.</summary>
public sealed partial class OwnershipTests(SharedGate shared)
{
    private const string Nothing = "00000000-0000-7000-8000-000000000000";

    /// <summary>Paths with a parameter that belong to nobody, or to the operator as a whole: their scopes are the matrix's.</summary>
    private static readonly string[] Common =
    [
        "/v1/subjects/{subject}", "/v1/catalogue/editions", "/v1/credentials/{id}", "/v1/evidence/replays/{id}", "/v1/retention/holds/{id}",
        "/v1/scenes/checks/{id}",        // of the credential that asked: see MerchantTests
        "/v1/pushes/uploads/{key}",      // of the credential that asks: see UploadResumeTests
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private RunningGate Gate => shared.Gate;

    [Fact]
    public async Task Strangers_FindNothing_AndChangeNothing()
    {
        var things = await OwnedThings.Make(Gate);
        var operations = await Operations(things);
        var before = await Task.WhenAll(things.Select(Read));
        foreach (var (name, stranger) in await Strangers())
        {
            foreach (var (method, path, thing) in operations)
            {
                var (theirs, none) = (await Call(stranger, method, path, thing.Id, thing.Step), await Call(stranger, method, path, Nothing, thing.Step));
                Assert.True(theirs == none && theirs.Status == HttpStatusCode.NotFound, $"{name}: {method} {path} gave {theirs}, and {none} for nothing");
            }
        }

        Assert.Equal(before, await Task.WhenAll(things.Select(Read)));
        foreach (var (method, path, thing) in operations.Where(static operation => operation.Method == "get" && !operation.Path.EndsWith("/restoration", StringComparison.Ordinal)))
        {
            Assert.True((await Call(thing.Owner, method, path, thing.Id, thing.Step)).Status == HttpStatusCode.OK, $"The owner may not {method} {path}");
        }
    }

    [Fact]
    public async Task Auditors_SeeAll_AndChangeNothing()
    {
        var things = await OwnedThings.Make(Gate);
        using var auditor = await Gate.With("D47", ["check", "push", "act", "object", "repair", "audit"]);
        var before = await Task.WhenAll(things.Select(Read));
        foreach (var (method, path, thing) in await Operations(things))
        {
            var (status, body) = await Call(auditor, method, path, thing.Id, thing.Step);
            var isRefused = status == HttpStatusCode.Forbidden;
            Assert.True(isRefused == (method == "post" && !path.EndsWith("/replay", StringComparison.Ordinal)), $"{method} {path}: {(int)status} {body}");
        }

        Assert.Equal(before, await Task.WhenAll(things.Select(Read)));
    }

    [Fact]
    public async Task Lists_HoldNothingOfOthers()
    {
        var things = await OwnedThings.Make(Gate);
        foreach (var (name, stranger) in await Strangers())
        {
            foreach (var (list, id) in things.Select(static thing => (thing.Path == "/v1/receipts/{id}" ? "/v1/receipts/feedback" : thing.Path.Replace("/{id}", "", StringComparison.Ordinal), thing.Id)))
            {
                var shown = (await stranger.Get(list)).ToString();
                Assert.False(shown.Contains(id, StringComparison.Ordinal), $"{name} sees {id} in {list}");
            }

            foreach (var asked in (string[])["/v1/pushes?organisation=D22", "/v1/decided-cases?department=D22", "/v1/coverage?department=D22", "/v1/coverage/csv?department=D22"])
            {
                Assert.Equal(HttpStatusCode.Forbidden, (await stranger.GetAsync(asked, Cancellation)).StatusCode);
            }
        }
    }

    private async Task<(string Name, HttpClient Client)[]> Strangers() =>
    [
        ("another department", await Gate.As("D51")),
        ("an auditor of another department", await Gate.With("D47", ["check", "push", "act", "object", "repair", "report", "audit"], new JsonObject { ["matters"] = new JsonArray("*"), ["departments"] = new JsonArray("D40") })),
    ];

    private async Task<(string Method, string Path, OwnedThing Thing)[]> Operations(OwnedThing[] things)
    {
        var parametrised = (await Gate.Operator.Get("/openapi/v1.json")).GetProperty("paths").EnumerateObject()
            .Where(static path => path.Name.StartsWith("/v1/", StringComparison.Ordinal) && path.Name.Contains('{', StringComparison.Ordinal)
                && !Array.Exists(Common, common => IsOf(path.Name, common)))
            .ToArray();
        var missing = parametrised.Select(static path => path.Name).Where(path => !Array.Exists(things, thing => IsOf(path, thing.Path))).ToArray();
        Assert.True(missing is [], $"New: {string.Join(", ", missing)}. Say here whose they are.");
        return [.. from path in parametrised
                   from operation in path.Value.EnumerateObject()
                   where operation.Name is "get" or "post" or "put" or "patch" or "delete"
                   select (operation.Name, path.Name, Array.Find(things, thing => IsOf(path.Name, thing.Path))!)];
    }

    private static bool IsOf(string path, string thing) => path == thing || path.StartsWith($"{thing}/", StringComparison.Ordinal);

    private static async Task<string> Read(OwnedThing thing) => (await thing.Owner.Get(thing.Path.Replace("{id}", thing.Id, StringComparison.Ordinal))).ToString();

    private static async Task<(HttpStatusCode Status, string Body)> Call(HttpClient client, string method, string path, string id, JsonNode step)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method.ToUpperInvariant()), path.Replace("{id}", id, StringComparison.Ordinal));
        if (method != "get")
        {
            request.Content = new StringContent(step.ToJsonString(), Encoding.UTF8, "application/json");
        }

        using var response = await client.SendAsync(request, Cancellation);
        return (response.StatusCode, Changing().Replace(await response.Content.ReadAsStringAsync(Cancellation), ""));
    }

    [GeneratedRegex("\"(traceId|instance)\":\"[^\"]*\"")]
    private static partial Regex Changing();
}
