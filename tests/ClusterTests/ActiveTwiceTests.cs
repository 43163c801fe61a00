using CreditGate.ClusterTests.Load;
using CreditGate.ClusterTests.Networks;
using CreditGate.ClusterTests.Nodes;
using Xunit;

namespace CreditGate.ClusterTests;

/// <summary>What a partition does for a while is made to last: the third node knows nothing of the others, and every subject is active twice.</summary>
public sealed class ActiveTwiceTests : StormTest
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

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

        var broken = await Broken(cluster, storm, files: null, isStable: false);
        Say($"{fault}: {storm.History.Count} operations, broken: {string.Join(", ", broken.CountBy(static broken => broken.Promise))}");
        Assert.Contains(promise, broken.Select(static broken => broken.Promise));
    }

    private async Task<(Cluster Cluster, Storm Storm)> ActiveTwice(string? fault)
    {
        var cluster = NewCluster(new LoopbackNetwork());
        await cluster.Start(2, fault);
        await cluster.StartApart(3, fault);
        var storm = new Storm(cluster, 1, Subjects);
        storm.Start();
        await storm.For(Calm);      // a dozen rounds of the tail, however fast the machine is
        await storm.Reach(IsFull ? 10_001 : 600, Limit);
        return (cluster, storm);
    }
}
