using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Access;
using CreditGate.Api.Tests.Cluster;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Silo.Tests.Postgres;
using Xunit;

namespace CreditGate.Api.Tests.Admission;

/// <summary>What a key may ask a second, on one node and on several.</summary>
public sealed class CallerRateTests(SharedGate shared, SharedPostgres postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private RunningGate Gate => shared.Gate;

    [Fact]
    public async Task Checks_Beyond_Are429WithRetryAfter_BothWays_AndNobodyElses()
    {
        var made = await Gate.MakeKey("D22", limits: Limits(checks: 5));
        using var noisy = Gate.ClientFor(made.Text("key")!);
        await noisy.Get("/v1/catalogue");
        var (uscc, plain, unusual) = (Invented.Entity(), "application/json", "application/json;charset=\"utf-8\"");
        foreach (var type in (string[])[plain, unusual])
        {
            using var refused = await FirstRefusal(noisy, uscc, type);
            var problem = await refused.Problem(HttpStatusCode.TooManyRequests, "over-rate");
            Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 5);
            Assert.StartsWith("该密钥", problem.Text("title"), StringComparison.Ordinal);
        }

        using var sibling = Gate.ClientFor((await Gate.Rotate(made.Text("id")!, 24)).Text("key")!);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await FirstRefusal(sibling, uscc, plain, within: 8)).StatusCode);       // keys of one credential share its limit
        await noisy.Get("/v1/catalogue");                       // other calls are paced apart
        await (await Gate.As("D22")).Check(Calls.CheckOf(uscc)); // and so are others
    }

    [Fact]
    public async Task Batch_TakesOneForEachItem_AndLeavesItsCallersCountersAlone()
    {
        using var client = await Gate.With("D22", limits: Limits(others: 20));
        var items = new JsonArray([.. Enumerable.Range(0, 100).Select(static _ => (JsonNode)Calls.CheckOf(Invented.Entity()))]);
        await client.Post("/v1/checks/batch", new JsonObject { ["items"] = items });

        using var refused = await client.GetAsync("/v1/catalogue", Cancellation);
        await refused.Problem(HttpStatusCode.TooManyRequests, "over-rate");
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 3, 8);
        await client.Check(Calls.CheckOf(Invented.Entity()));
    }

    [Fact]
    public async Task Limits_AreShown_AndBounded()
    {
        var made = await Gate.MakeKey("D22", limits: Limits(5, 7));
        var limits = (await Gate.Operator.Get($"/v1/credentials/{made.Text("id")}")).GetProperty("limits");
        Assert.Equal((5, 7), (limits.GetProperty("checksPerSecond").GetInt32(), limits.GetProperty("othersPerSecond").GetInt32()));

        var body = new JsonObject { ["organisation"] = "D22", ["limits"] = Limits(-1, 1_000_001) };
        var problem = await Gate.Operator.Post("/v1/credentials", body, HttpStatusCode.UnprocessableEntity);
        Assert.Equal([("limits.checksPerSecond", "out-of-range"), ("limits.othersPerSecond", "out-of-range")], problem.Each("faults", "field").Zip(problem.Each("faults", "code")));
    }

    /// <summary>Three nodes, each of which would give the whole limit by itself.</summary>
    [Fact]
    public async Task Limits_HoldForTheClusterAsAWhole()
    {
        const int PerSecond = 40;
        await using var cluster = new GateCluster(postgres);
        RunningGate[] nodes = [await cluster.Start("a"), await cluster.Start("b"), await cluster.Start("c")];
        await Task.WhenAll(nodes.Select(static node => node.Ready(nodes: 3)));
        await MissesAreCountedTogether(nodes);
        await FollowersAreCountedTogether(nodes);
        var made = await nodes[0].MakeKey("D22", limits: Limits(checks: PerSecond));
        var uscc = Invented.Entity();
        await nodes[0].Operator.Check(Calls.CheckOf(uscc));
        var (begun, span) = (Stopwatch.GetTimestamp(), TimeSpan.FromSeconds(8));

        var counted = await Task.WhenAll(nodes.Select(node => Answered(node.ClientFor(made.Text("key")!), uscc, begun, span)));

        var (answered, elapsed) = (counted.Sum(static node => node.Answered), Stopwatch.GetElapsedTime(begun).TotalSeconds);
        var bursts = nodes.Length * PerSecond;      // each node's own second, before it hears of the others
        Assert.All(counted, static node => Assert.True(node.Refused > 0, "A node refused nothing."));
        Assert.InRange(answered, PerSecond * span.TotalSeconds * 0.5, PerSecond * elapsed + 2 * bursts);
        Assert.True(answered < 0.75 * nodes.Length * PerSecond * elapsed, $"{answered} of {nodes.Length * PerSecond * elapsed:0} that the nodes would give by themselves");
    }

    /// <summary>Less than the limit in vain at one node, and as much at a second: the third slows a caller that asked nothing of it in vain.</summary>
    private static async Task MissesAreCountedTogether(RunningGate[] nodes)
    {
        const int PerMinute = 600;
        var made = await nodes[0].MakeKey("D22", limits: Limits().With("missesPerMinute", PerMinute));
        HttpClient[] clients = [.. nodes.Select(node => node.ClientFor(made.Text("key")!))];
        await clients[2].Check(Calls.CheckOf(Invented.Entity()));
        foreach (var client in clients[..2])
        {
            var items = new JsonArray([.. Enumerable.Range(0, PerMinute * 9 / 10).Select(static _ => (JsonNode)Calls.CheckOf(Invented.Person()))]);
            var codes = (await client.Post("/v1/checks/batch", new JsonObject { ["items"] = items })).Each("items", "code");
            Assert.True(client == clients[1] || Array.TrueForAll(codes, static code => code is null), "A node by itself takes them all.");
        }

        foreach (var client in clients)
        {
            using var refused = await Until(HttpStatusCode.TooManyRequests, () => client.PostAsJsonAsync("/v1/checks", Calls.CheckOf(Invented.Entity()), Cancellation));
            await refused.Problem(HttpStatusCode.TooManyRequests, "over-misses");
            client.Dispose();
        }
    }

    /// <summary>Half of what a caller may follow at one node, half at a second: the third refuses it, until they are gone.</summary>
    private static async Task FollowersAreCountedTogether(RunningGate[] nodes)
    {
        const int Half = 100;
        var made = await nodes[0].MakeKey("D22");
        HttpClient[] clients = [.. nodes.Select(node => node.ClientFor(made.Text("key")!))];
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var followers = clients[..2].SelectMany(client => Enumerable.Range(0, Half).Select(_ => client.GetAsync("/v1/changes?after=now&wait=60", ends.Token))).ToArray();

        Task<HttpResponseMessage> Third() => clients[2].GetAsync("/v1/changes?after=now", Cancellation);
        using (var refused = await Until(HttpStatusCode.TooManyRequests, Third))
        {
            await refused.Problem(HttpStatusCode.TooManyRequests, "over-share");
        }

        await (await nodes[2].As("D34")).Get("/v1/changes?after=now");
        Assert.DoesNotContain(followers, static follower => follower.IsCompleted);
        await ends.CancelAsync();
        (await Until(HttpStatusCode.OK, Third)).Dispose();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(followers));
        Array.ForEach(clients, static client => client.Dispose());
    }

    private static async Task<HttpResponseMessage> Until(HttpStatusCode status, Func<Task<HttpResponseMessage>> ask)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await ask() is var response)
        {
            if (response.StatusCode == status)
            {
                return response;
            }

            response.Dispose();
            Assert.False(limit.IsCancellationRequested, $"The node did not hear within 20 s from the others: it answers {response.StatusCode}.");
            await looks.WaitForNextTickAsync(CancellationToken.None);
        }

        throw new UnreachableException();
    }

    private static async Task<(int Answered, int Refused)> Answered(HttpClient client, string uscc, long begun, TimeSpan span)
    {
        var (answered, refused) = (0, 0);
        while (Stopwatch.GetElapsedTime(begun) < span)
        {
            using var response = await client.PostAsJsonAsync("/v1/checks", Calls.CheckOf(uscc), Cancellation);
            _ = response.StatusCode == HttpStatusCode.OK ? answered++ : refused++;
            Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.TooManyRequests, $"{response.StatusCode}");
        }

        return (answered, refused);
    }

    private static async Task<HttpResponseMessage> FirstRefusal(HttpClient client, string uscc, string type, int within = 40)
    {
        for (var asked = 0; asked < within; asked++)
        {
            var response = await client.Send("/v1/checks", Calls.CheckOf(uscc).ToJsonString(), type);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                return response;
            }

            response.Dispose();
        }

        throw new Xunit.Sdk.XunitException($"Nothing was refused within {within} checks.");
    }

    private static JsonObject Limits(int? checks = null, int? others = null) => new()
    {
        ["matters"] = new JsonArray("*"),
        ["checksPerSecond"] = checks,
        ["othersPerSecond"] = others,
    };
}
