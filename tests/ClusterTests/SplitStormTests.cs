using CreditGate.ClusterTests.Load;
using CreditGate.ClusterTests.Networks;
using Xunit;

namespace CreditGate.ClusterTests;

/// <summary>The same promises where callers ask nodes of the role api, and the subjects are on nodes of the role silo.</summary>
[Collection(StormTest.Networks)]
public sealed class SplitStormTests : StormTest
{
    private const int Silos = 3;
    private const int Doors = 2;
    private const int FullRounds = 3;

    [Fact]
    public async Task Cluster_KeepsItsPromises_WhileNodesOfEitherRoleAreKilledAndCutOff()
    {
        var network = new NamespaceNetwork(Silos + Doors);
        var cluster = NewCluster(network);
        await cluster.StartSplit(Silos, Doors);
        await Outcomes.Verify(cluster, serial: 900);
        var (storm, files) = Begin(cluster);
        await using var ofStorm = storm;
        await using var ofFiles = files;
        for (var round = 0; round < (IsFull ? FullRounds : 1); round++)
        {
            await Kill(cluster, storm, 2, 4);
            if (IsFull)     // a node cut off from all in a storm: StormTests
            {
                await Cut(cluster, network, storm, 1, fromServers: false);
                await Kill(cluster, storm, 3);
                await Hold(cluster, storm, 3);
                await Cut(cluster, network, storm, 5, fromServers: false);
                await Cut(cluster, network, storm, 3, fromServers: true);
            }
        }

        await Verify(cluster, storm, files);
    }
}
