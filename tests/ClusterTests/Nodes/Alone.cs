using Xunit;

namespace CreditGate.ClusterTests.Nodes;

/// <summary>Tests that hold a figure against a limit run when no other cluster does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
