using CreditGate.ClusterTests.Histories;
using CreditGate.ClusterTests.Load;
using CreditGate.ClusterTests.Networks;
using CreditGate.ClusterTests.Nodes;
using Xunit;

namespace CreditGate.ClusterTests;

/// <summary>Callers of a few subjects, a department with its files, what can happen to nodes meanwhile, and the look at every history afterwards.</summary>
public abstract class StormTest : ClusterTest
{
    /// <summary>A process builds one such network at a time.</summary>
    internal const string Networks = "networks";

    private protected static readonly TimeSpan Calm = TimeSpan.FromSeconds(3);

    private protected const int Subjects = 6;

    private const int FirstOfFiles = 500;
    private static readonly TimeSpan CutFor = TimeSpan.FromSeconds(8);

    /// <summary>Long enough to be taken for dead, both.</summary>
    private static TimeSpan HeldFor => TimeSpan.FromSeconds(IsFull ? 30 : 8);

    private protected static (Storm Storm, FileSender Files) Begin(Cluster cluster)
    {
        var (storm, files) = (new Storm(cluster, 1, Subjects), new FileSender(cluster, FirstOfFiles));
        storm.Start();
        files.Start();
        return (storm, files);
    }

    private protected static async Task Kill(Cluster cluster, Storm storm, params int[] nodes)
    {
        await storm.For(Calm);
        await Task.WhenAll(nodes.Select(node => cluster[node].Process!.Kill()));
        await Back(cluster, storm);
    }

    private protected static async Task Hold(Cluster cluster, Storm storm, int node)
    {
        await storm.For(Calm);
        cluster[node].Process!.Hold();
        await storm.For(HeldFor);
        cluster[node].Process!.Release();
        await Back(cluster, storm);
    }

    private protected static async Task Cut(Cluster cluster, NamespaceNetwork network, Storm storm, int node, bool fromServers)
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

    private protected static async Task Verify(Cluster cluster, Storm storm, FileSender? files = null, bool isStable = false)
    {
        await storm.For(Calm);
        await storm.Stop();
        var lasted = storm.Lasted;
        await cluster.Supervise();
        await (files?.Stop() ?? Task.CompletedTask);
        var broken = await Broken(cluster, storm, files, isStable);
        var history = storm.History;
        Say($"{storm.Done} operations done in {lasted.TotalSeconds:F0} s: {history.Pushes.Count(static push => push.End == PushEnd.Acknowledged)} pushes acknowledged, "
            + $"{history.Pushes.Count(static push => push.End == PushEnd.Unknown)} of unknown end, {history.Checks.Count} checks answered "
            + $"({history.Checks.Count(static check => check.DecidedBy == "ledger")} from the ledger, {history.Checks.Count(static check => check.Unconfirmed)} unconfirmed), "
            + $"{storm.Unanswered} not; {files?.Files} files, {files?.Checks} checks of their subjects; {broken.Count} broken promises.");
        Assert.True(broken.Count == 0, string.Join(Environment.NewLine, broken.Take(20)));
        Assert.True(storm.Done > (IsFull ? 10_000 : 200), $"Only {storm.Done} operations were done.");
        Assert.True(files is not { Files: 0 }, "No file was pushed.");
    }

    private protected static async Task<List<Violation>> Broken(Cluster cluster, Storm storm, FileSender? files, bool isStable)
    {
        using var node = new NodeClient(cluster.Doors[0], cluster.Key, TimeSpan.FromSeconds(30));
        var promises = new Promises(Outcomes.Of);
        var histories = await storm.Histories(node);
        IReadOnlyList<SubjectHistory> ofFiles = files is null ? [] : await files.Histories(node);
        return [.. histories.Concat(ofFiles).SelectMany(history => promises.BrokenIn(history, isStable))];
    }

    private static async Task Back(Cluster cluster, Storm storm)
    {
        await storm.For(Calm);
        await cluster.Supervise();
    }
}
