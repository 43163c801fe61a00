using CreditGate.ClusterTests.Histories;
using CreditGate.ClusterTests.Load;
using CreditGate.ClusterTests.Networks;
using CreditGate.ClusterTests.Nodes;
using Xunit;

namespace CreditGate.ClusterTests;

/// <summary>Five times as many checks as three nodes can answer.</summary>
public sealed class OverloadTests : ClusterTest
{
    private const int Nodes = 3;
    private const int Times = 5;
    private const int AtOnce = 32;
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(IsFull ? 15 : 4);
    private static readonly TimeSpan Slot = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task ChecksAreAnsweredOrTurnedAway_AndAllIsWellSoonAfter_WhenFiveTimesTooManyCome()
    {
        var cluster = NewCluster(new LoopbackNetwork());
        await cluster.Start(Nodes);
        await using var callers = new Callers(cluster, 200, attempts: 1);
        await callers.WarmUp();
        var nodes = cluster.Nodes.Select(node => new NodeClient(node, cluster.Key, Patience)).ToArray();

        var capacity = (await Closed(nodes)).Count / Measured.TotalSeconds;
        var (answers, sent) = await Open(nodes, capacity * Times);
        var after = await Task.WhenAll(nodes.Select(node => Soon(node)));

        var answered = answers.Count(static call => call.Check is not null);
        Say($"capacity {capacity:F0} checks/s; offered {sent / Measured.TotalSeconds:F0} checks/s: {answered} answered, {sent - answered} turned away, "
            + $"longest wait {answers.Max(static call => call.Wait).TotalMilliseconds:F0} ms; afterwards {after.Max().TotalMilliseconds:F0} ms");
        Assert.True(sent > capacity * Measured.TotalSeconds * 2, $"Only {sent} checks were sent: that is no overload.");
        Assert.True(answered > 0, "Nothing was answered under overload.");
        Assert.All(answers, static call => Assert.True(call.Wait < Patience, "A check was neither answered nor turned away."));
        Assert.All(answers.Select(static call => call.Check).OfType<Check>(), static check => Assert.Equal((0, Outcomes.Clean), (check.Version, check.Outcome)));
        Array.ForEach(nodes, static node => node.Dispose());
    }

    private static async Task<List<Check>> Closed(NodeClient[] nodes)
    {
        var end = ClientClock.Now + Measured;
        var answers = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(index => Task.Run(async () =>
        {
            var mine = new List<Check>();
            while (ClientClock.Now < end)
            {
                if (await nodes[index % nodes.Length].Check(Serial(), Consistency.Default) is { } check)
                {
                    mine.Add(check);
                }
            }

            return mine;
        })));
        return [.. answers.SelectMany(static mine => mine)];
    }

    /// <summary>Sends by the clock, whatever comes back.</summary>
    private static async Task<((Check? Check, TimeSpan Wait)[] Answers, int Sent)> Open(NodeClient[] nodes, double rate)
    {
        var calls = new List<Task<(Check? Check, TimeSpan Wait)>>();
        var start = ClientClock.Now;
        using var timer = new PeriodicTimer(Slot);
        while (ClientClock.Now - start is var passed && passed < Measured)
        {
            while (calls.Count < rate * passed.TotalSeconds)
            {
                calls.Add(Timed(nodes[calls.Count % nodes.Length]));
            }

            await timer.WaitForNextTickAsync(Cancellation);
        }

        return (await Task.WhenAll(calls), calls.Count);
    }

    private static async Task<(Check? Check, TimeSpan Wait)> Timed(NodeClient node)
    {
        var asked = ClientClock.Now;
        var check = await node.Check(Serial(), Consistency.Default);
        return (check, ClientClock.Now - asked);
    }

    /// <returns>After how long a check was answered again.</returns>
    private static async Task<TimeSpan> Soon(NodeClient node)
    {
        var ended = ClientClock.Now;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await node.Check(Serial(), Consistency.Default) is null)
        {
            Assert.True(ClientClock.Now - ended < Recovery, $"No check was answered within {Recovery.TotalSeconds} s after the overload.");
            await timer.WaitForNextTickAsync(Cancellation);
        }

        return ClientClock.Now - ended;
    }

    private static int Serial() => 200 + Random.Shared.Next(Callers.Subjects);
}
