using CreditGate.Actors.Pushes;

namespace CreditGate.Silo.Hosting.Cluster;

/// <summary>A node without grains runs no jobs. Those that do find them in the ledger, where they were entered.</summary>
internal sealed class RunnersElsewhere : IPushRunner
{
    public void Wake()
    {
        // Nobody here to wake.
    }
}
