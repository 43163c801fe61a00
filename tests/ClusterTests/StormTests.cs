using CreditGate.ClusterTests.Load;
using CreditGate.ClusterTests.Networks;
using Xunit;

namespace CreditGate.ClusterTests;

/// <summary>Three nodes under everything that can happen to them at once; every history is checked against what is promised.</summary>
[Collection(StormTest.Networks)]
public sealed class StormTests : StormTest
{
    private const int Nodes = 3;
    private const int OperationsAtLeast = 100_000;
    private static readonly TimeSpan FullLimit = TimeSpan.FromMinutes(20);

    [Fact]
    public async Task Cluster_KeepsItsPromises_WhileNodesAreKilledHeldAndCutOff()
    {
        var network = new NamespaceNetwork(Nodes);
        var cluster = NewCluster(network);
        await cluster.Start(Nodes);
        await Outcomes.Verify(cluster, serial: 900);
        var end = ClientClock.Now + FullLimit;
        var (storm, files) = Begin(cluster);
        await using var ofStorm = storm;
        await using var ofFiles = files;
        do
        {
            if (IsFull)     // a kill: under load in FaultTests, in a storm in SplitStormTests; what a cut between nodes alone brings about: ActiveTwiceTests
            {
                await Kill(cluster, storm, 2);
                await Cut(cluster, network, storm, 1, fromServers: false);
            }

            await Hold(cluster, storm, 3);

            await Cut(cluster, network, storm, 2, fromServers: true);
        }
        while (IsFull && storm.Done < OperationsAtLeast && ClientClock.Now < end);

        await Verify(cluster, storm, files);
        Assert.True(!IsFull || storm.Done >= OperationsAtLeast, $"Only {storm.Done} operations were done within {FullLimit.TotalMinutes} minutes.");
    }

    [Fact]
    public async Task Cluster_ShowsEveryAcknowledgedWriteToEveryCheck_WhileNothingFails()
    {
        var cluster = NewCluster(new LoopbackNetwork());
        await cluster.Start(Nodes);
        var (storm, files) = Begin(cluster);
        await using var ofStorm = storm;
        await using var ofFiles = files;
        await storm.Reach(IsFull ? 10_001 : 1_000, FullLimit);

        await Verify(cluster, storm, files, isStable: true);
    }
}
