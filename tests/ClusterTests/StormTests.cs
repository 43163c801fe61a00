using CreditGate.ClusterTests.Histories;
using CreditGate.ClusterTests.Load;
using CreditGate.ClusterTests.Networks;
using CreditGate.ClusterTests.Nodes;
using Xunit;

namespace CreditGate.ClusterTests;

/// <summary>Three nodes under everything that can happen to them at once; every history is checked against what is promised.</summary>
public sealed class StormTests : ClusterTest
{
    private const int Nodes = 3;
    private const int Subjects = 6;
    private const int Clients = 8;
    private const int OperationsAtLeast = 100_000;

    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan CutFor = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan FullLimit = TimeSpan.FromMinutes(40);

    /// <summary>Long enough to be taken for dead, both.</summary>
    private static TimeSpan HeldFor => TimeSpan.FromSeconds(IsFull ? 30 : 8);

    [Fact]
    public async Task Cluster_KeepsItsPromises_WhileNodesAreKilledHeldAndCutOff()
    {
        var network = new NamespaceNetwork(Nodes);
        var cluster = NewCluster(network);
        await cluster.Start(Nodes);
        await Outcomes.Verify(cluster, serial: 900);
        await using var storm = new Storm(cluster, 1, Subjects, Clients);
        storm.Start();
        do
        {
            await Kill(cluster, storm, 2);
            await Hold(cluster, storm, 3);
            await Cut(cluster, network, storm, 1, fromServers: false);
            await Cut(cluster, network, storm, 2, fromServers: true);
        }
        while (IsFull && storm.History.Count < OperationsAtLeast / 2);
        if (IsFull)
        {
            await storm.Reach(OperationsAtLeast, FullLimit);
        }

        await storm.For(Calm);
        await Verify(cluster, storm);
    }

    [Fact]
    public async Task Cluster_ShowsEveryAcknowledgedWriteToEveryCheck_WhileNothingFails()
    {
        var cluster = NewCluster(new LoopbackNetwork());
        await cluster.Start(Nodes);
        await using var storm = new Storm(cluster, 1, Subjects, Clients);
        storm.Start();
        await storm.Reach(IsFull ? 10_001 : 1_000, FullLimit);

        await Verify(cluster, storm, isStable: true);
    }

    /// <summary>What a partition does for a while is made to last: the third node knows nothing of the others, and every subject is active twice.</summary>
    [Fact]
    public async Task Nodes_KeepTheirPromises_WhileEverySubjectIsActiveTwice()
    {
        var (cluster, storm) = await ActiveTwice(fault: null);
        await using var _ = storm;

        await Verify(cluster, storm);
    }

    /// <summary>The same with a protection taken out: what finds nothing wrong here proves nothing above.</summary>
    [Theory]
    [InlineData("no-tail", "confirmed at")]
    [InlineData("lag", "linearizable")]
    public async Task Storm_FindsTheBreach_WhenAProtectionIsTakenOut(string fault, string promise)
    {
        var (cluster, storm) = await ActiveTwice(fault);
        await using var _ = storm;
        await storm.Stop();

        var broken = await Broken(cluster, storm, isStable: false);
        Say($"{fault}: {storm.History.Count} operations, broken: {string.Join(", ", broken.CountBy(static broken => broken.Promise))}");
        Assert.Contains(promise, broken.Select(static broken => broken.Promise));
    }

    private async Task<(Cluster Cluster, Storm Storm)> ActiveTwice(string? fault)
    {
        var cluster = NewCluster(new LoopbackNetwork());
        await cluster.Start(2, fault);
        await cluster.StartApart(Nodes, fault);
        var storm = new Storm(cluster, 1, Subjects, Clients);
        storm.Start();
        await storm.For(Calm);      // a dozen rounds of the tail, however fast the machine is
        await storm.Reach(IsFull ? 10_001 : 600, FullLimit);
        return (cluster, storm);
    }

    private static async Task Kill(Cluster cluster, Storm storm, int node)
    {
        await storm.For(Calm);
        await cluster[node].Process!.Kill();
        await Back(cluster, storm);
    }

    private static async Task Hold(Cluster cluster, Storm storm, int node)
    {
        await storm.For(Calm);
        cluster[node].Process!.Hold();
        await storm.For(HeldFor);
        cluster[node].Process!.Release();
        await Back(cluster, storm);
    }

    private static async Task Cut(Cluster cluster, NamespaceNetwork network, Storm storm, int node, bool fromServers)
    {
        await storm.For(Calm);
        network.CutFromNodes(node);
        if (fromServers)
        {
            network.CutFromServers(node, cluster.ServerPorts);
        }

        await storm.For(CutFor);
        network.Mend(node);
        await Back(cluster, storm);
    }

    private static async Task Back(Cluster cluster, Storm storm)
    {
        await storm.For(Calm);
        await cluster.Supervise();
    }

    private static async Task Verify(Cluster cluster, Storm storm, bool isStable = false)
    {
        await storm.Stop();
        await cluster.Supervise();
        var broken = await Broken(cluster, storm, isStable);
        var history = storm.History;
        Say($"{history.Count} operations: {history.Pushes.Count(static push => push.End == PushEnd.Acknowledged)} pushes acknowledged, "
            + $"{history.Pushes.Count(static push => push.End == PushEnd.Unknown)} of unknown end, {history.Checks.Count} checks answered "
            + $"({history.Checks.Count(static check => check.DecidedBy == "ledger")} from the ledger, {history.Checks.Count(static check => check.Unconfirmed)} unconfirmed), "
            + $"{storm.Unanswered} not; {broken.Count} broken promises.");
        Assert.True(broken.Count == 0, string.Join(Environment.NewLine, broken.Take(20)));
        Assert.True(history.Count > (IsFull ? 10_000 : 200), $"Only {history.Count} operations were done.");
    }

    private static async Task<List<Violation>> Broken(Cluster cluster, Storm storm, bool isStable)
    {
        using var node = new NodeClient(cluster[2], cluster.Key, TimeSpan.FromSeconds(30));
        var promises = new Promises(Outcomes.Of);
        return [.. (await storm.Histories(node)).SelectMany(history => promises.BrokenIn(history, isStable))];
    }
}
