using Orleans.Messaging;

namespace CreditGate.Silo.Hosting.Cluster;

/// <summary>What this node knows of the others.</summary>
internal abstract class ClusterView
{
    /// <summary>Whether this node takes part. One that was declared dead, or is leaving, does not.</summary>
    public abstract bool TakesPart { get; }

    /// <summary>Nodes with grains that count as alive, as last heard; this one among them if it has grains.</summary>
    public abstract int Nodes { get; }

    /// <summary>Reads the list of nodes where it is kept. Fails when nobody answers there.</summary>
    public abstract Task Read();
}

/// <summary>As seen by a grain host, which others tell of every change at once.</summary>
internal sealed class SiloView(ISiloStatusOracle oracle, IMembershipTable table) : ClusterView
{
    public override bool TakesPart => oracle.CurrentStatus == SiloStatus.Active;

    public override int Nodes => oracle.GetApproximateSiloStatuses(onlyActive: true).Count;

    public override Task Read() => table.ReadAllAsync(default);
}

/// <summary>As seen by a node without grains, from the list alone.</summary>
internal sealed class ClientView(IGatewayListProvider gateways) : ClusterView
{
    private volatile int _nodes;

    public override bool TakesPart => true;

    public override int Nodes => _nodes;

    public override async Task Read() => _nodes = (await gateways.GetGateways()).Count;
}
