using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CreditGate.Api.Tests.Access;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Domain.Identity;
using Xunit;

namespace CreditGate.Api.Tests.Checks;

/// <summary>Keys of merchants in Xinyi+ scenes: eligible or not and the tier, and nothing by which one of those who get nothing could be told from another.</summary>
public sealed partial class MerchantTests(SharedGate shared)
{
    private const string Scenic = "MT-J02";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private RunningGate Gate => shared.Gate;

    [Fact]
    public async Task NotEligible_NotOptedIn_Unknown_Misnamed_AndMinor_AreTheSameBytes_NowAndWhenReadAgain()
    {
        using var merchant = await Merchant();
        var (listed, clean) = (Invented.Person(), Invented.Person());
        await Consents(listed);
        await (await Gate.As("D34")).Push(Rows.JudgmentDefaulter(listed));
        await Known(clean);
        Person[] nobodies = [listed, clean, Invented.Person(), clean with { Name = "示例另名" }, Minor()];

        var (told, again) = (new List<string>(), new List<string>());
        foreach (var person in nobodies)
        {
            using var response = await merchant.PostAsJsonAsync("/v1/scenes/checks", Asked(person), Cancellation);
            var receipt = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation)).RootElement.Text("receipt");
            using var read = await merchant.GetAsync($"/v1/scenes/checks/{receipt}", Cancellation);
            told.Add(await Said(response));
            again.Add(await Said(read));
        }

        Assert.All(told, one => Assert.Equal(told[0], one));
        Assert.All(again, one => Assert.Equal(again[0], one));
        Assert.StartsWith("200", told[0], StringComparison.Ordinal);
        Assert.EndsWith("""{"receipt":"…","decidedAt":"…","matter":{"code":"MT-J02","name":"信易游景区购票"},"eligible":false}""", told[0], StringComparison.Ordinal);
        Assert.Equal(told[0].Split('\n')[^1], again[0].Split('\n')[^1]);
    }

    [Fact]
    public async Task Eligible_TellsTheTier_AndNothingElse_AndTheOperatorReadsTheWhole()
    {
        using var merchant = await Merchant();
        var (usual, exemplary) = (Invented.Person(), Invented.Person());
        foreach (var person in (Person[])[usual, exemplary])
        {
            await Known(person);
            await Consents(person);
        }

        await Gate.Operator.Push(Rows.Of("listEntry", Rows.Named(exemplary), "示红1号").With("list", "X01"));

        var (standard, full) = (await Ask(merchant, usual), await Ask(merchant, exemplary));

        Assert.Equal((true, "standard"), (standard.GetProperty("eligible").GetBoolean(), standard.Text("tier")));
        Assert.Equal((true, "full"), (full.GetProperty("eligible").GetBoolean(), full.Text("tier")));
        Assert.Equal(["receipt", "decidedAt", "matter", "eligible", "tier"], full.EnumerateObject().Select(static member => member.Name));
        var whole = await Gate.Operator.Get($"/v1/receipts/{full.Text("receipt")}");
        Assert.Equal(("信易+", "prefer"), (whole.Text("purpose"), whole.GetProperty("answer").Text("outcome")));
    }

    [Fact]
    public async Task Receipt_IsReadByTheMerchantThatAsked_AndByNoOther()
    {
        using var merchant = await Merchant();
        using var other = await Merchant();
        var receipt = (await Ask(merchant, Invented.Person())).Text("receipt");

        await merchant.Get($"/v1/scenes/checks/{receipt}");
        await other.Get($"/v1/scenes/checks/{receipt}", HttpStatusCode.NotFound);
        await merchant.Get($"/v1/receipts/{receipt}", HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Key_IsForScenesAlone_AndForThoseItNames()
    {
        using var merchant = await Merchant();
        await merchant.Post("/v1/scenes/checks", Asked(Invented.Person()).With("matter", "MT-J03"), HttpStatusCode.Forbidden);
        await merchant.Post("/v1/scenes/checks", Asked(Invented.Person()).With("matter", "MT-A01"), HttpStatusCode.UnprocessableEntity);
        var missing = await merchant.Post("/v1/scenes/checks", new JsonObject { ["matter"] = Scenic }, HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["person.name", "person.idNumber", "businessNumber"], missing.Each("faults", "field"));

        await Refused(["scene", "check"], new JsonObject { ["matters"] = new JsonArray(Scenic) }, ("scopes", "scene-alone"));
        await Refused(["scene"], new JsonObject { ["matters"] = new JsonArray("*") }, ("limits.matters", "not-a-scene"));
        await Refused(["scene"], [], ("limits.matters", "not-a-scene"));
        await Refused(["scene"], new JsonObject { ["matters"] = new JsonArray(Scenic, "MT-A01"), ["subjectKinds"] = new JsonArray("entity") }, ("limits.matters", "not-a-scene"), ("limits.subjectKinds", "scene-persons"));
        var made = await Gate.MakeKey("D35", ["scene"], new JsonObject { ["matters"] = new JsonArray(Scenic) });
        var shown = await Gate.Operator.Get($"/v1/credentials/{made.Text("id")}");
        Assert.Equal(("merchant", "person"), (shown.Text("role"), shown.GetProperty("limits").GetProperty("subjectKinds")[0].GetString()));
    }

    private async Task Refused(string[] scopes, JsonObject limits, params (string, string)[] faults)
    {
        var body = new JsonObject { ["organisation"] = "D35", ["scopes"] = new JsonArray([.. scopes.Select(static scope => (JsonNode)scope)]), ["limits"] = limits };
        var problem = await Gate.Operator.Post("/v1/credentials", body, HttpStatusCode.UnprocessableEntity);
        Assert.Equal(faults, problem.Each("faults", "field").Zip(problem.Each("faults", "code"), static (field, code) => (field!, code!)));
    }

    private Task<HttpClient> Merchant() => Gate.With("D35", ["scene"], new JsonObject { ["matters"] = new JsonArray(Scenic) });

    private static Task<JsonElement> Ask(HttpClient merchant, Person person) => merchant.Post("/v1/scenes/checks", Asked(person));

    private static JsonObject Asked(Person person) => Rows.Named(person).With("matter", Scenic).With("businessNumber", "示例票1号");

    private async Task Known(Person person) => await (await Gate.As("D34")).Push(Rows.Of("permit", Rows.Named(person), "示例许1号").With("title", "示例许可").With("decidedOn", Days.Ago(2000)));

    private Task<JsonElement> Consents(Person person) => Gate.Operator.Push(Rows.Of("sceneConsent", Rows.Named(person), "示例同意1号").With("scenes", new JsonArray("S05")));

    /// <summary>The same number with a birthday of ten years ago, and its check digit.</summary>
    private static Person Minor()
    {
        var number = Invented.Person().IdNumber;
        var body = $"{number[..6]}{TimeProvider.System.GetUtcNow().Year - 10}0101{number[14..17]}";
        return new("示例某", "0123456789X".Select(last => $"{body}{last}").First(static one => CitizenId.Parse(one).Value is not null));
    }

    /// <summary>Status, headers and body, but for the receipt's id and the instant.</summary>
    private static async Task<string> Said(HttpResponseMessage response)
    {
        var said = new StringBuilder().Append((int)response.StatusCode).Append('\n');
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers).Where(static header => header.Key is not ("Date" or "Content-Length")))
        {
            said.Append(name).Append(": ").AppendJoin(", ", values).Append('\n');
        }

        return said.Append(Moving().Replace(await response.Content.ReadAsStringAsync(Cancellation), "\"…\"")).ToString();
    }

    [GeneratedRegex("(?<=\"(receipt|decidedAt)\":)\"[^\"]*\"")]
    private static partial Regex Moving();
}
