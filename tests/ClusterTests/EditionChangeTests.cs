using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using CreditGate.ClusterTests.Load;
using CreditGate.ClusterTests.Networks;
using CreditGate.ClusterTests.Nodes;
using Xunit;

namespace CreditGate.ClusterTests;

/// <summary>A publication takes effect on every node at its instant: no answer mixes two editions, and none is of the wrong one.</summary>
public sealed class EditionChangeTests : ClusterTest
{
    private const int Nodes = 3;
    private const int Subjects = 12;
    private const int FirstSerial = 61_000;
    private const string Rule = "P06";

    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(63);
    private static readonly TimeSpan Afterwards = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task EveryAnswerIsWhollyOfTheEditionInForceAtItsInstant_WhileAPublicationTakesEffect()
    {
        var cluster = NewCluster(new LoopbackNetwork());
        await cluster.Start(Nodes);
        var clients = cluster.Nodes.Select(node => new NodeClient(node, cluster.Key, Patience)).ToArray();
        for (var serial = FirstSerial; serial < FirstSerial + Subjects; serial++)
        {
            await clients[serial % Nodes].Push(serial, 1);
        }

        await Submit(clients[0]);
        var start = ClientClock.Wall + Ahead;
        await Ask(clients[1], "/v1/catalogue/editions/example-1/publish", new { startsAt = start.ToString("yyyy-MM-ddTHH:mm:ss.fffffffzzz", CultureInfo.InvariantCulture) });
        var answers = new ConcurrentQueue<JsonElement>();
        var callers = Enumerable.Range(0, Nodes).SelectMany(node => ((string[])["default", "fresh"]).Select(consistency => Task.Run(() => Call(clients[node], consistency, start + Afterwards, answers), Cancellation))).ToArray();
        await cluster[3].Process!.Kill();       // it comes back just when the edition is about to begin
        cluster.Launch(3);
        await cluster.Ready(3, Nodes);
        await Task.WhenAll(callers);

        Array.ForEach(clients, static client => client.Dispose());
        Verify([.. answers], start);
    }

    private static void Verify(JsonElement[] answers, DateTimeOffset start)
    {
        var (before, after) = (answers.Where(answer => Instant(answer) < start).ToArray(), answers.Where(answer => Instant(answer) >= start).ToArray());
        Say($"{before.Length} answers before the edition began, {after.Length} after, the nearest {(start - before.Max(Instant)).TotalMilliseconds:F0} ms before and {(after.Min(Instant) - start).TotalMilliseconds:F0} ms after");
        Assert.True(before.Length > 200 && after.Length > 200, "Too few answers on one side of the instant.");
        Assert.All(before, static answer => Assert.Equal("2026-04", answer.GetProperty("edition").GetString()));
        Assert.All(after, static answer => Assert.Equal("example-1", answer.GetProperty("edition").GetString()));
        Assert.All(before.Where(answer => Instant(answer) > start - Ahead / 2 && !answer.GetProperty("unconfirmed").GetBoolean()), answer => Assert.True(
            answer.GetProperty("validUntil").GetDateTimeOffset() <= start, $"An answer outlives its edition: {answer}"));
        Assert.Equal("refuse", Assert.Single(before.Select(Said).Distinct()).Split(' ')[0]);
        Assert.DoesNotContain(Rule, Assert.Single(after.Select(Said).Distinct()), StringComparison.Ordinal);
        Assert.All(before, static answer => Assert.Contains(Rule, Said(answer), StringComparison.Ordinal));
    }

    /// <summary>Everything that the rules say, but for the names of the subject: the same for all of them under one edition.</summary>
    private static string Said(JsonElement answer) => string.Join(' ', ((string[])["outcome", "measures", "incentives", "withheld", "suspended", "advice", "questions", "proposals"]).Select(
        member => member == "outcome" ? answer.GetProperty(member).GetString() : answer.GetProperty(member).GetRawText()));

    private static DateTimeOffset Instant(JsonElement answer) => answer.GetProperty("decidedAt").GetDateTimeOffset();

    private static async Task Call(NodeClient node, string consistency, DateTimeOffset end, ConcurrentQueue<JsonElement> answers)
    {
        using var pace = new PeriodicTimer(Pace);
        for (var number = 0; ClientClock.Wall < end; number++)
        {
            var enterprise = new Enterprise(FirstSerial + (number % Subjects));
            if (await node.TryAsk(client => client.PostAsJsonAsync("/v1/checks", enterprise.Check(consistency), Cancellation)) is { } answer)
            {
                answers.Enqueue(answer);
            }

            await pace.WaitForNextTickAsync(Cancellation);
        }
    }

    private static async Task Submit(NodeClient node)
    {
        var files = (await node.TryAsk(static client => client.GetAsync("/v1/catalogue/editions/2026-04/files", Cancellation)))!.Value;
        var rules = JsonNode.Parse(files.GetProperty("rules.json").GetRawText())!;
        rules["rules"]!.AsArray().Remove(rules["rules"]!.AsArray().First(static rule => (string?)rule!["id"] == Rule));
        await Ask(node, "/v1/catalogue/editions", new { id = "example-1", name = new { zh = "示例版", en = "Example edition" }, files = new Dictionary<string, JsonNode> { ["rules.json"] = rules } });
    }

    private static async Task Ask(NodeClient node, string path, object body) =>
        Assert.NotNull(await node.TryAsk(client => client.PostAsJsonAsync(path, body, Cancellation)));
}
