using System.Text.Json;
using CreditGate.LoadTests.Planning;
using CreditGate.LoadTests.Population;
using CreditGate.LoadTests.Running;
using CreditGate.LoadTests.Tests.Nodes;
using HdrHistogram;
using Xunit;

namespace CreditGate.LoadTests.Tests.Running;

public sealed class RunnerTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);
    private static readonly TimeSpan Stall = TimeSpan.FromMilliseconds(400);
    private static readonly Inhabitants Inhabitants = new(new SubjectPlan(200, 200_000_000, 0, false, false), Today);

    [Fact]
    public async Task Run_ChargesAStall_ToEveryRequestThatWasDueInIt()
    {
        var stalled = new Lazy<Task>(static () => Task.Delay(Stall));
        using var node = new StubNode(async (_, body) =>
        {
            await stalled.Value;
            return Right(body);
        });
        var result = await Run("""{"name":"stall","load":{"mode":"open","arrivals":"even","rate":500,"seconds":1,"warmUpSeconds":0,"connections":4}}""", node.Address);
        Assert.InRange(result.Tally.Latency.TotalCount, 495, 500);
        Assert.True(Slow(result.Tally.Latency) >= 60, $"{Slow(result.Tally.Latency)} requests were charged with the stall: 100 were due in its first half.");
        Assert.InRange(Slow(result.Tally.Service), 1, 8);       // those that were really under way
    }

    [Fact]
    public async Task Run_SendsWhatIsDue_AtTheRateOfTheScenario()
    {
        using var node = new StubNode(static (_, body) => Task.FromResult<string?>(Right(body)));
        var result = await Run("""{"name":"rate","load":{"mode":"open","rate":400,"seconds":2,"warmUpSeconds":0.5},"verifyEvery":1,"expect":["errors == 0","wrong == 0"]}""", node.Address);
        Assert.InRange(result.Tally.Latency.TotalCount, 700, 900);
        Assert.Equal(result.Tally.Latency.TotalCount, result.Tally.Right);
        Assert.True(result.Passed);
    }

    [Fact]
    public async Task Run_FindsAWrongAnswer_AmongRightOnes()
    {
        var count = 0;
        using var node = new StubNode((_, body) => Task.FromResult<string?>(Interlocked.Increment(ref count) == 50 ? """{"outcome":"prefer","measures":[{"code":"M99"}]}""" : Right(body)));
        var result = await Run("""{"name":"wrong","load":{"seconds":1,"warmUpSeconds":0,"connections":2},"verifyEvery":1}""", node.Address);
        Assert.Equal(1, result.Tally.Wrong);
        Assert.Contains("prefer [M99] instead of", result.FirstWrong, StringComparison.Ordinal);
        Assert.False(result.Passed);
    }

    [Fact]
    public async Task Run_CountsBrokenConnections_AndGoesOn()
    {
        var count = 0;
        using var node = new StubNode((_, body) => Task.FromResult(Interlocked.Increment(ref count) is 20 or 40 ? null : Right(body)));
        var result = await Run("""{"name":"broken","load":{"mode":"open","rate":200,"seconds":1,"warmUpSeconds":0,"connections":3},"expect":["errors == 0"]}""", node.Address);
        Assert.Equal(2, result.Tally.Errors);
        Assert.True(node.Requests > 100);
        Assert.False(result.Passed);
    }

    [Fact]
    public async Task Run_SpreadsItsRequests_OverTheNodes()
    {
        using var one = new StubNode(static (_, body) => Task.FromResult<string?>(Right(body)));
        using var other = new StubNode(static (_, body) => Task.FromResult<string?>(Right(body)));
        var result = await Run("""{"name":"nodes","load":{"mode":"open","rate":300,"seconds":1,"warmUpSeconds":0,"connections":4}}""", one.Address, other.Address);
        Assert.True(result.Passed);
        Assert.InRange(one.Requests / (double)other.Requests, 0.7, 1.4);
    }

    [Fact]
    public async Task Run_FindsThatAnAcknowledgedPushIsNotSeen()
    {
        // This node takes pushes and forgets them.
        using var node = new StubNode(static (path, body) => Task.FromResult<string?>(path == "/v1/records" ? """{"rejected":0,"notTaken":0}""" : Right(body)));
        var result = await Run("""{"name":"forgetful","traffic":{"check":1,"push":1},"load":{"seconds":1,"warmUpSeconds":0,"connections":2},"verifyEvery":1}""", node.Address);
        Assert.True(result.Tally.Wrong > 0);
        Assert.True(result.Tally.Right > 0);
    }

    [Fact]
    public async Task Run_ThinksBetweenRequests_InAClosedLoad()
    {
        using var node = new StubNode(static (_, body) => Task.FromResult<string?>(Right(body)));
        var result = await Run("""{"name":"think","load":{"seconds":2,"warmUpSeconds":0,"connections":10,"thinkMilliseconds":200}}""", node.Address);
        Assert.InRange(result.Tally.Latency.TotalCount, 40, 101);
    }

    private static Task<RunResult> Run(string scenario, params Uri[] nodes) =>
        new Runner(ScenarioFile.Parse(scenario, "."), nodes, "cg_example", Inhabitants, new Listings(Inhabitants, 1, Today)).Run(static _ => { }, TestContext.Current.CancellationToken);

    private static long Slow(LongHistogram latencies) =>
        latencies.RecordedValues().Where(static value => value.ValueIteratedTo > (Stall / 2).TotalMicroseconds).Sum(static value => value.CountAddedInThisIterationStep);

    /// <summary>What must be answered to a check, by the subject's profile.</summary>
    private static string Right(string body)
    {
        var check = JsonElement.Parse(body);
        var code = check.GetProperty("subject").GetProperty("uscc").GetString()!;
        var index = Enumerable.Range(0, Inhabitants.Count).First(subject => System.Text.Encoding.ASCII.GetString(Inhabitants.CodeOf(subject)) == code);
        var known = Inhabitants.ProfileOf(index).Answers.Single(answer => answer.Matter == check.GetProperty("matter").GetString()).Answer;
        return JsonSerializer.Serialize(new { outcome = known.Outcome, measures = known.Measures.Select(static measure => new { code = measure }) });
    }
}
