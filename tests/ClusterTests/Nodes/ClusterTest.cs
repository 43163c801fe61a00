using Xunit;

// Most clusters wait for most of their time: two beside each other take little longer than one.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.Collections, MaxThreads = 2)]

namespace CreditGate.ClusterTests.Nodes;

/// <summary>A test over clusters of its own. What their nodes printed last is shown when it fails.</summary>
public abstract class ClusterTest : IAsyncLifetime
{
    private readonly List<Cluster> _clusters = [];

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private protected static bool IsFull => Environment.GetEnvironmentVariable("CREDITGATE_FULL") is not null;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        foreach (var cluster in _clusters)
        {
            if (TestContext.Current.TestState?.Result is TestResult.Failed)
            {
                Say(cluster.Tails());
            }

            cluster.Dispose();
        }

        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private protected static void Say(string what)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(what);
        Console.WriteLine(what);
    }

    private protected Cluster NewCluster(Networks.INodeNetwork network)
    {
        var cluster = new Cluster(network);
        _clusters.Add(cluster);
        return cluster;
    }
}
