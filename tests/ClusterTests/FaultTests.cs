using CreditGate.ClusterTests.Histories;
using CreditGate.ClusterTests.Load;
using CreditGate.ClusterTests.Networks;
using CreditGate.ClusterTests.Nodes;
using Xunit;

namespace CreditGate.ClusterTests;

/// <summary>One fault at a time under steady load, with figures: what callers noticed, and that nothing was lost.</summary>
[Collection(Alone.Name)]
public sealed class FaultTests : ClusterTest
{
    private const int Nodes = 3;
    private const int Attempts = 5;
    private const int SpoolDisk = 96;       // MiB; the service calls a disk short below 64

    private static readonly TimeSpan Before = TimeSpan.FromSeconds(IsFull ? 15 : 4);
    private static readonly TimeSpan During = TimeSpan.FromSeconds(IsFull ? 30 : 6);
    private static readonly TimeSpan After = TimeSpan.FromSeconds(IsFull ? 15 : 4);
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Slowest = TimeSpan.FromSeconds(1);

    private (int Answered, TimeSpan Until) _calm;

    [Fact]
    public async Task EveryCheckIsAnswered_AndNothingIsLost_WhenANodeIsKilled()
    {
        var cluster = await Started();
        await using var callers = await Calling(cluster);
        var calm = callers.Figures();

        await cluster[2].Process!.Kill();
        await callers.For(During);
        var killed = callers.Figures();
        cluster.Launch(2);
        await cluster.Ready(2, Nodes);
        await callers.For(After);

        await Verify(cluster, callers, "kill -9 of one of three nodes");
        Say($"before the kill: {calm}; until the restart: {killed}");
        Assert.True(killed.Longest < Slowest + calm.Longest, $"A check waited for {killed.Longest.TotalMilliseconds:F0} ms; the longest before the kill {calm.Longest.TotalMilliseconds:F0} ms.");
    }

    [Fact]
    public async Task ActiveSubjectsAreAnswered_AndPushesGoOnAfterwards_WhenPostgresRestarts()
    {
        var cluster = await Started();
        await using var callers = await Calling(cluster);

        cluster.Postgres.Kill();
        await callers.For(During);
        cluster.Postgres.Start();
        await PushesGoOn(callers);
        await callers.For(After);

        await Verify(cluster, callers, "PostgreSQL killed and started again");
        Assert.Contains(callers.History.Checks, static check => check.Unconfirmed);
    }

    [Fact]
    public async Task NodesGoOn_AndOthersCanJoin_WhenRedisRestartsEmpty()
    {
        var cluster = await Started();
        await using var callers = await Calling(cluster);

        cluster.Redis.Kill();
        await callers.For(During);
        cluster.Redis.Start();
        await callers.For(After);
        await Verify(cluster, callers, "Redis killed and started again, empty");

        await cluster[3].Process!.Kill();
        await cluster.Supervise();
    }

    [Fact]
    public async Task ItsCallersGoElsewhere_AndNoAnswerGoesUnrecorded_WhenTheDiskOfASpoolIsFull()
    {
        var cluster = NewCluster(new LoopbackNetwork());
        cluster.MountData(2, SpoolDisk);
        await cluster.Start(Nodes);
        await using var callers = await Calling(cluster);
        using var node = new NodeClient(cluster[2], cluster.Key, TimeSpan.FromSeconds(10));
        var filler = Path.Combine(cluster.DataOf(2), "filler");

        Shell.Try($"dd if=/dev/zero of={filler} bs=64k");
        await callers.Until(() => !node.IsReady(Cancellation).Result, Recovery, "Node 2 is not ready");
        await callers.For(During);
        File.Delete(filler);
        await callers.Until(() => node.IsReady(Cancellation).Result, Recovery, "Node 2 is ready again");
        await callers.For(After);

        await Verify(cluster, callers, "disk of one spool full");
    }

    [Fact]
    public async Task NoCheckFails_WhenNodesRestartOneAfterAnother()
    {
        var cluster = NewCluster(new LoopbackNetwork());
        await cluster.Start(Nodes);
        await using var callers = await Calling(cluster, attempts: 1);

        for (var node = 1; node <= Nodes; node++)
        {
            Assert.Equal(0, await cluster[node].Process!.Stop());
            cluster.Launch(node);
            await cluster.Ready(node, Nodes);
            await callers.For(TimeSpan.FromSeconds(2));
        }

        await Verify(cluster, callers, "rolling restart, no second attempt");
    }

    private async Task<Callers> Calling(Cluster cluster, int attempts = Attempts)
    {
        var callers = new Callers(cluster, 100, attempts);
        await callers.WarmUp();
        callers.Start();
        await callers.For(Before);
        _calm = (callers.Figures().Answered, ClientClock.Now);
        return callers;
    }

    private static Task PushesGoOn(Callers callers)
    {
        var before = callers.History.Pushes.Count(static push => push.End == PushEnd.Acknowledged);
        return callers.Until(() => callers.History.Pushes.Count(static push => push.End == PushEnd.Acknowledged) > before, Recovery, "A push is acknowledged again");
    }

    /// <summary>No wrong answer, no lost write, no lost receipt, no failed check; and there was load all the time.</summary>
    private async Task Verify(Cluster cluster, Callers callers, string what)
    {
        await callers.Stop();
        var (before, during) = (_calm.Answered / Before.TotalSeconds, (callers.Figures().Answered - _calm.Answered) / (ClientClock.Now - _calm.Until).TotalSeconds);
        await cluster.Supervise();
        using var node = new NodeClient(cluster[1], cluster.Key, TimeSpan.FromSeconds(30));
        var promises = new Promises(Outcomes.Of);
        var broken = (await callers.Histories(node)).SelectMany(history => promises.BrokenIn(history)).ToArray();
        var lost = await Receipts.Lost(node, callers.History.Checks, Recovery);
        Say($"{what}: {before:F0} checks/s before, {during:F0} from then on; {callers.Figures()}; {broken.Length} broken promises, {lost.Count} lost receipts of {callers.History.Checks.Count}; pushes not acknowledged: {string.Join(", ", callers.Reasons.CountBy(static reason => reason))}");
        Assert.True(broken is [], string.Join(Environment.NewLine, broken.Take(20)));
        Assert.Empty(lost);
        Assert.Equal(0, callers.Figures().Failed);
        Assert.True(during > before / 3, $"{during:F0} checks a second were answered with the fault, {before:F0} before it: that is no load.");
    }

    private async Task<Cluster> Started()
    {
        var cluster = NewCluster(new LoopbackNetwork());
        await cluster.Start(Nodes);
        return cluster;
    }
}
