using CreditGate.ClusterTests.Histories;
using CreditGate.ClusterTests.Load;
using CreditGate.ClusterTests.Networks;
using CreditGate.ClusterTests.Nodes;
using CreditGate.Silo.Tests.Postgres;
using Xunit;

namespace CreditGate.ClusterTests;

/// <summary>The ledger of a running cluster, backed up by PostgreSQL's own tools as the operations page says, and restored after everything died.</summary>
public sealed class BackupTests : ClusterTest
{
    private const int Nodes = 2;
    private const int FirstSerial = 100;
    private const string Restored = "restored";
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task WhatWasAcknowledgedBeforeABackup_IsThereAfterItsRestore_AndAllGoesOn()
    {
        var cluster = NewCluster(new LoopbackNetwork());
        await cluster.Start(Nodes);
        await using var callers = new Callers(cluster, FirstSerial, attempts: 5);
        await callers.WarmUp();
        callers.Start();
        await callers.For(Before);
        var pushes = callers.History.Pushes.Where(static push => push.End == PushEnd.Acknowledged).ToArray();
        var answered = callers.History.Checks.ToArray();
        using var node = new NodeClient(cluster[1], cluster.Key, Limit);
        Assert.Empty(await Receipts.Lost(node, answered, Limit));       // they are in the ledger, not in a spool

        var backup = await BackUp(cluster);
        var atBackup = callers.History.Checks.Count;
        await callers.For(Before);
        await callers.Stop();
        Assert.True(atBackup > answered.Length && callers.History.Checks.Count > atBackup, "The load did not go on beside the backup.");
        await Task.WhenAll(cluster.Nodes.Select(static one => one.Process!.Kill()));
        Restore(cluster, backup);
        foreach (var number in cluster.Nodes.Select(static one => one.Number))
        {
            cluster.Launch(number);
        }

        await Task.WhenAll(cluster.Nodes.Select(one => cluster.Ready(one.Number, Nodes)));
        var ledger = await node.Timelines(FirstSerial, Callers.Subjects);
        Assert.All(pushes, push => Assert.Equal(push.Revision, ledger[push.Serial][(int)push.Version - 1]));
        Assert.Empty(await Receipts.Lost(node, answered, Limit));
        var next = await node.Push(FirstSerial, revision: 1_000_001);
        var check = await node.Check(FirstSerial, Consistency.Fresh);
        Assert.Equal((PushEnd.Acknowledged, ledger[FirstSerial].Count + 1L, Outcomes.Of(1)), (next.End, next.Version, check!.Outcome));
        Assert.Empty(await Receipts.Lost(node, [check], Limit));        // shipping goes on too
        Say($"{pushes.Length} pushes and {answered.Length} receipts from before the backup are there after its restore; {callers.History.Checks.Count} checks in all");
    }

    private static async Task<string> BackUp(Cluster cluster)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("creditgate-dump-").FullName, "ledger.dump");
        await Task.Run(() => Shell.Run($"{Binaries.Path("pg_dump")} -h {cluster.Postgres.Host} -p {cluster.ServerPorts[0]} -U creditgate -Fc -f {file} {cluster.Database}"), Cancellation);
        return file;
    }

    private static void Restore(Cluster cluster, string backup)
    {
        Shell.Run($"{Binaries.Path("createdb")} -h {cluster.Postgres.Host} -p {cluster.ServerPorts[0]} -U creditgate {Restored}");
        Shell.Run($"{Binaries.Path("pg_restore")} -h {cluster.Postgres.Host} -p {cluster.ServerPorts[0]} -U creditgate --exit-on-error -d {Restored} {backup}");
        Directory.GetParent(backup)!.Delete(recursive: true);
        cluster.Database = Restored;
    }
}
