using Orleans.Services;

namespace CreditGate.Contracts.Nodes;

/// <summary>A node of the cluster as the other nodes speak to it, asked by its address.</summary>
[GrainInterfaceType("creditgate.node")]
[Alias("creditgate.node")]
public interface INodeService : IGrainService
{
    /// <summary>Completes when this node's activations stand at least where the ledger stood when the call arrived.</summary>
    /// <exception cref="Exception">The node cannot read the ledger now; it goes on trying.</exception>
    [Alias("CatchUp")]
    Task CatchUp();
}
