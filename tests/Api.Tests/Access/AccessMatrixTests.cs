using System.Net;
using System.Text;
using System.Text.Json;
using CreditGate.Api.Auth;
using CreditGate.Api.Credentials;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Domain.Access;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CreditGate.Api.Tests.Access;

/// <summary>Every operation of the API's document with a key of every single scope, with all of them, and with none. What is not expressly allowed is 401 or 403.</summary>
public sealed class AccessMatrixTests(SharedGate shared)
{
    /// <summary>The expectation, apart from the code: an operation that is missing here fails the test.</summary>
    private static readonly (string Paths, string Reading, string Changing)[] Allowed =
    [
        ("/v1/checks/preview", "", "report"),
        ("/v1/scenes", "scene", "scene"),
        ("/v1/checks", "", "check"),
        ("/v1/records", "", "push"),
        ("/v1/pushes", "push audit", "push"),
        ("/v1/sources", "check push audit", "push"),
        ("/v1/changes", "check act audit", ""),
        ("/v1/subjects/{subject}/as-of", "audit", ""),
        ("/v1/subjects/{subject}/views", "audit", ""),
        ("/v1/subjects/{subject}/repair-notice", "check repair audit", ""),
        ("/v1/commitments", "check audit", "check"),
        ("/v1/listings", "act audit", "act"),
        ("/v1/subjects", "check audit", "check audit"),
        ("/v1/reports/verify", "", "check audit"),
        ("/v1/reports", "", "check"),
        ("/v1/receipts/feedback", "check audit", "check"),
        ("/v1/receipts/{id}/feedback", "check audit", "check"),
        ("/v1/receipts", "check audit", "check audit"),
        ("/v1/objections", "object audit", "object"),
        ("/v1/repairs", "repair audit", "repair"),
        ("/v1/actions", "act audit", "act"),
        ("/v1/evidence/replays", "audit", "audit"),
        ("/v1/evidence", "check audit", ""),
        ("/v1/coverage", "report audit", ""),
        ("/v1/decided-cases", "report audit", "report"),
        ("/v1/catalogue/editions", "operate", "operate"),
        ("/v1/catalogue", "check push act object repair report operate audit", ""),
        ("/v1/credentials/changes", "operate audit", ""),
        ("/v1/credentials", "operate", "operate"),
        ("/v1/retention", "operate audit", "operate"),
        ("/v1/backups", "operate", "operate"),
    ];

    private static readonly string[] Reading = ["get", "head"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhatIsNotAllowed_Is401Or403()
    {
        var operations = await Operations();
        using var anonymous = shared.Gate.Anonymous;
        await Each(operations, anonymous, static _ => false, HttpStatusCode.Unauthorized);
        foreach (var scope in Scopes.Each.Select(ScopeNames.Of))
        {
            using var client = await shared.Gate.With("D01", [scope], scope == "scene" ? new() { ["matters"] = new System.Text.Json.Nodes.JsonArray("MT-J02") } : null);
            await Each(operations, client, operation => ScopesOf(operation).Contains(scope), HttpStatusCode.Forbidden);
        }
    }

    [Fact]
    public async Task Document_NamesTheScopesOfEachOperation()
    {
        foreach (var operation in await Operations())
        {
            var named = operation.Facts.GetProperty("security").EnumerateArray().SelectMany(static scheme => scheme.GetProperty("ApiKey").EnumerateArray()).Select(static scope => scope.GetString()!);

            Assert.Equal(ScopesOf(operation).Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void EveryRoute_HasARuleOrIsOpenOnPurpose()
    {
        string[] open =
        [
            "/health/live", "/health/ready", "/openapi/{documentName}.json",
            "/scalar/scalar.js", "/scalar/scalar.aspnetcore.js", "/scalar/favicon.svg",     // the library's own files; the page is the operator's
        ];
        var routes = shared.Gate.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToArray();

        var bare = routes.Where(static route => Rules.Of(route) is null && !Rules.IsOpen(route)).Select(static route => route.RoutePattern.RawText);
        var opened = routes.Where(Rules.IsOpen).Select(static route => route.RoutePattern.RawText!).Where(path => !open.Contains(path));

        Assert.NotEmpty(routes);
        Assert.Empty(bare);
        Assert.Empty(opened);
    }

    private static async Task Each(Operation[] operations, HttpClient client, Func<Operation, bool> isAllowed, HttpStatusCode otherwise)
    {
        foreach (var operation in operations)
        {
            using var response = await Call(client, operation);
            Assert.True(
                isAllowed(operation) ? response.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) : response.StatusCode == otherwise,
                $"{operation.Method} {operation.Path}: {(int)response.StatusCode}");
        }
    }

    /// <summary>With ids of nothing, and for changes a body of nothing, so that what is let in ends as a fault and changes nothing.</summary>
    private static async Task<HttpResponseMessage> Call(HttpClient client, Operation operation)
    {
        var path = string.Join('/', operation.Path.Split('/').Select(static part => part.StartsWith('{') ? "00000000-0000-7000-8000-000000000000" : part));
        using var request = new HttpRequestMessage(new HttpMethod(operation.Method.ToUpperInvariant()), path == "/v1/changes" ? $"{path}?after=now" : path);
        if (!Reading.Contains(operation.Method))
        {
            request.Content = new StringContent("[]", Encoding.UTF8, "application/json");
        }

        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
    }

    private static string[] ScopesOf(Operation operation)
    {
        var row = Array.Find(Allowed, row => operation.Path == row.Paths || operation.Path.StartsWith($"{row.Paths}/", StringComparison.Ordinal));
        Assert.True(row.Paths is not null, $"{operation.Path} is new: say here who may call it, and give it a rule with Needs.");
        return (Reading.Contains(operation.Method) ? row.Reading : row.Changing).Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    private async Task<Operation[]> Operations() =>
    [
        .. from path in (await shared.Gate.Operator.Get("/openapi/v1.json")).GetProperty("paths").EnumerateObject()
           where path.Name.StartsWith("/v1/", StringComparison.Ordinal)
           from operation in path.Value.EnumerateObject()
           where operation.Name is "get" or "head" or "post" or "put" or "patch" or "delete"
           select new Operation(path.Name.TrimEnd('/'), operation.Name, operation.Value),
    ];

    private sealed record Operation(string Path, string Method, JsonElement Facts);
}
