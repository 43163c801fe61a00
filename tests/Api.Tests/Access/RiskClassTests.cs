using System.Net;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Access;

/// <summary>The risk class of an enterprise is for supervision: whoever has no inspection matter meets neither it nor what follows from it, wherever it looks.</summary>
public sealed class RiskClassTests(SharedGate shared)
{
    private const string Plan = "MT-E01";
    private const string Source = "D13";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private RunningGate Gate => shared.Gate;

    [Fact]
    public async Task WithoutAnInspectionMatter_NothingTellsOfIt_AndWithOneEverythingDoes()
    {
        var (uscc, source) = (Invented.Entity(), await Gate.As(Source));
        await source.Push(Rows.Registration(uscc), Rows.Of("riskClass", Rows.Entity(uscc), "示例分类7号").With("grade", "D"));
        var receipt = (await source.Check(Calls.CheckOf(uscc, Plan).With("explain", true))).Text("receipt")!;
        using var without = await Gate.With(Source, ["check", "push", "act", "report", "audit"], new JsonObject { ["matters"] = new JsonArray("MT-A01") });
        using var stranger = await Gate.With("D22", ["check", "report", "audit"], new JsonObject { ["matters"] = new JsonArray("MT-C01") });
        using var inspector = await Gate.With("D22", ["check", "report", "audit"], new JsonObject { ["matters"] = new JsonArray("MT-C01", Plan) });

        foreach (var (ask, isTold) in Places(uscc, receipt))
        {
            var (own, theirs, inspects) = (await ask(without, "MT-A01"), await ask(stranger, "MT-C01"), await ask(inspector, "MT-C01"));
            Assert.DoesNotContain(Telling, word => theirs.Contains(word, StringComparison.Ordinal));
            Assert.True(!isTold || Telling.Any(word => inspects.Contains(word, StringComparison.Ordinal)), $"An inspector is not told: {inspects}");
            Assert.DoesNotContain(["\"sampling\"", "风险分类为"], word => own.Contains(word, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Source_SeesItsOwnRecord()
    {
        var uscc = Invented.Entity();
        await (await Gate.As(Source)).Push(Rows.Of("riskClass", Rows.Entity(uscc), "示例分类8号").With("grade", "C"));
        using var source = await Gate.With(Source, ["check"], new JsonObject { ["matters"] = new JsonArray("MT-A01") });

        Assert.Contains("示例分类8号", (await source.Get($"/v1/subjects/{uscc}")).ToString(), StringComparison.Ordinal);
    }

    /// <summary>Held against the full text, a class could be tried out letter by letter.</summary>
    [Fact]
    public async Task Verification_TellsNothing_OfAClassThatIsTriedOut()
    {
        var (uscc, source) = (Invented.Entity(), await Gate.As(Source));
        await source.Push(Rows.Of("riskClass", Rows.Entity(uscc), "示例分类9号").With("grade", "D"));
        var answer = await source.Check(Calls.CheckOf(uscc, Plan));
        using var without = await Gate.With(Source, ["check"], new JsonObject { ["matters"] = new JsonArray("MT-A01") });
        var (right, wrong) = (JsonNode.Parse(answer.GetRawText())!, JsonNode.Parse(answer.GetRawText().Replace("D类", "A类", StringComparison.Ordinal))!);

        var (ofRight, ofWrong) = (await without.Post("/v1/receipts/verify", right), await without.Post("/v1/receipts/verify", wrong));

        Assert.Equal(ofRight.GetRawText(), ofWrong.GetRawText());
        Assert.Equal("genuine", (await source.Post("/v1/receipts/verify", right)).Text("verdict"));
    }

    /// <summary>By any of these words it would be known.</summary>
    private static readonly string[] Telling = ["示例分类7号", "riskClass", "\"sampling\"", "风险分类为", "降低抽查"];

    private static (Func<HttpClient, string, Task<string>> Ask, bool IsTold)[] Places(string uscc, string receipt) =>
    [
        (async (client, _) => await Body(client, $"/v1/subjects/{uscc}"), true),
        (async (client, _) => await Body(client, $"/v1/subjects/{uscc}/timeline"), true),
        (async (client, _) => await Body(client, $"/v1/subjects/{uscc}/as-of?at={Uri.EscapeDataString(TimeProvider.System.GetUtcNow().AddMinutes(1).ToString("O"))}"), true),
        (async (client, _) => (await client.Post("/v1/subjects/lookup", Rows.Entity(uscc))).ToString(), true),
        (async (client, matter) => (await client.Check(Calls.CheckOf(uscc, matter).With("explain", true))).ToString(), false),
        (async (client, matter) => (await client.Post("/v1/checks/preview", Calls.CheckOf(uscc, matter).With("explain", true))).ToString(), false),
        (async (client, matter) => (await client.Post("/v1/reports", Calls.CheckOf(uscc, matter).With("businessNumber", "示例办件7号").With("purpose", "示例"))).ToString(), false),
        (async (client, _) => await Body(client, $"/v1/receipts/{receipt}"), true),
        (async (client, _) => (await client.Post($"/v1/receipts/{receipt}/replay?explain=true", new JsonObject())).ToString(), true),
        (async (client, _) => await Body(client, $"/v1/receipts/{receipt}/report"), true),
        (async (client, _) => await Feed(client, uscc), true),
    ];

    private static async Task<string> Body(HttpClient client, string path)
    {
        using var response = await client.GetAsync(path, Cancellation);
        Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.NotFound, $"{path}: {(int)response.StatusCode}");
        return await response.Content.ReadAsStringAsync(Cancellation);
    }

    private static async Task<string> Feed(HttpClient client, string uscc)
    {
        var (about, cursor) = (new List<string>(), "");
        while (true)
        {
            var page = await client.Get($"/v1/changes?limit=1000{cursor}");
            about.AddRange(page.GetProperty("changes").EnumerateArray().Where(change => change.Text("subject") == uscc).Select(static change => change.ToString()));
            if (!page.GetProperty("more").GetBoolean())
            {
                return string.Join('\n', about);
            }

            cursor = $"&after={Uri.EscapeDataString(page.Text("next")!)}";
        }
    }
}
