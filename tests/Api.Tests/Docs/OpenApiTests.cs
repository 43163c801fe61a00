using System.Runtime.CompilerServices;
using System.Text.Json;
using CreditGate.Api.Changes;
using CreditGate.Api.Checks;
using CreditGate.Api.Docs;
using CreditGate.Api.Hosting;
using CreditGate.Api.Tests.Access;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Docs;

public sealed class OpenApiTests(SharedGate shared)
{
    private const string Regenerate = "CREDITGATE_WRITE_OPENAPI";

    [Fact]
    public async Task Document_IsTheCommittedOne()
    {
        var served = (await shared.Gate.Operator.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken)).ReplaceLineEndings("\n") + "\n";
        var path = Committed();
        if (Environment.GetEnvironmentVariable(Regenerate) == "1")
        {
            await File.WriteAllTextAsync(path, served, TestContext.Current.CancellationToken);
        }

        var committed = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        Assert.True(served == committed, $"""
            The API is no longer what api/openapi.v1.json says, first at line {FirstDifference(served, committed)}. If that is meant, write it anew and commit it:
                {Regenerate}=1 dotnet run --project tests/Api.Tests -- -class {typeof(OpenApiTests).FullName}
            """);
    }

    [Fact]
    public async Task Document_IsOpenApi31AndComplete()
    {
        var document = await shared.Gate.Operator.Get("/openapi/v1.json");
        Assert.StartsWith("3.1.", document.Text("openapi"));
        foreach (var (path, operation) in Operations(document))
        {
            Assert.True(operation.TryGetProperty("summary", out _), $"{path} has no summary");
            Assert.All(List(operation, "parameters"), parameter => Assert.True(parameter.TryGetProperty("description", out _), $"{path}: {parameter.Text("name")} is not described"));
            Assert.All(operation.GetProperty("responses").EnumerateObject(), status =>
                Assert.True(status.Name == "204" || status.Value.TryGetProperty("content", out _), $"{path}: {status.Name} has no type"));
            if (JsonBody(operation) is { } body)
            {
                Assert.True(body.TryGetProperty("example", out _), $"{path} has no example body");
            }
        }
    }

    [Fact]
    public async Task Document_DescribesRowsAndProblems()
    {
        var schemas = (await shared.Gate.Operator.Get("/openapi/v1.json")).GetProperty("components").GetProperty("schemas");

        Assert.Equal("#/components/schemas/RecordRow", Member("RecordsBody", "rows").GetProperty("items").Text("$ref"));
        Assert.Equal("#/components/schemas/CheckRow", Member("BatchBody", "items").GetProperty("items").Text("$ref"));
        Assert.Contains("Unified Social Credit Code", Member("SubjectRow", "uscc").Text("description"), StringComparison.Ordinal);
        Assert.Contains("万元", Member("RecordRow", "fine10kCny").Text("description"), StringComparison.Ordinal);
        Assert.Contains("request-id-reused", Member("ProblemDetails", "code").GetProperty("enum").EnumerateArray().Select(static code => code.GetString()));
        Assert.DoesNotContain("until", schemas.GetProperty("MeasureBody").GetProperty("required").EnumerateArray().Select(static member => member.GetString()));

        JsonElement Member(string schema, string member) => schemas.GetProperty(schema).GetProperty("properties").GetProperty(member);
    }

    [Fact]
    public async Task Examples_AreTakenAsTheyStand()
    {
        using var directory = new OwnDirectory();
        var issuer = Path.Combine(directory.Path, "oidc.json");
        await File.WriteAllTextAsync(issuer, """{"issuer":"https://issuer.invalid","audience":"示例","organisationClaim":"org","rolesClaim":"roles","scopes":{}}""", TestContext.Current.CancellationToken);
        await using var gate = await RunningGate.Start(args: ["--demo", "--oidc", issuer]);
        using var merchant = await gate.With("D35", ["scene"], new() { ["matters"] = new System.Text.Json.Nodes.JsonArray("MT-J02") });
        foreach (var (path, operation) in Operations(await gate.Operator.Get("/openapi/v1.json")))
        {
            if (JsonBody(operation) is { } body && !path.Contains('{', StringComparison.Ordinal) && path is not "/v1/actions" and not "/v1/commitments" and not "/v1/retention/erasures")     // an erasure a person without records, steps want a case that has come so far, actions the initiating unit, promises a day ahead: see the tests of cases
            {
                var example = body.GetProperty("example").GetRawText();
                var reply = await (await (path.StartsWith("/v1/scenes", StringComparison.Ordinal) ? merchant : gate.Operator).Send(path, example)).Body(System.Net.HttpStatusCode.OK);
                Assert.DoesNotContain("faults", reply.ToString(), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void AnswerExample_HasTheShapeOfAnAnswer()
    {
        var answer = JsonSerializer.Deserialize<CheckResponse>(AnswerExample.Refusal, ApiJson.Options)!;

        Assert.Equal(
            JsonElement.Parse(AnswerExample.Refusal).EnumerateObject().Select(static member => member.Name),
            JsonSerializer.SerializeToElement(answer, ApiJson.Options).EnumerateObject().Select(static member => member.Name));
    }

    [Fact]
    public void ChangesExample_HasTheShapeOfAPage()
    {
        var page = JsonSerializer.Deserialize<ChangePage>(ChangesExample.Page, ApiJson.Options)!;

        Assert.True(System.Text.Json.Nodes.JsonNode.DeepEquals(
            System.Text.Json.Nodes.JsonNode.Parse(ChangesExample.Page), JsonSerializer.SerializeToNode(page, ApiJson.Options)));
    }

    private static IEnumerable<(string Path, JsonElement Operation)> Operations(JsonElement document) =>
        from path in document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select (path.Name, operation.Value);

    /// <summary>Null for calls without a body, and for those that take files.</summary>
    private static JsonElement? JsonBody(JsonElement operation) =>
        operation.TryGetProperty("requestBody", out var body) && body.GetProperty("content").TryGetProperty("application/json", out var json) ? json : null;

    private static JsonElement[] List(JsonElement element, string member) =>
        element.TryGetProperty(member, out var items) ? [.. items.EnumerateArray()] : [];

    private static int FirstDifference(string one, string other) =>
        one.Split('\n').Zip(other.Split('\n')).TakeWhile(static lines => lines.First == lines.Second).Count() + 1;

    private static string Committed([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "api", "openapi.v1.json"));
}
