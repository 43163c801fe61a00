using CreditGate.Contracts.Nodes;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Runtime.Services;

namespace CreditGate.Actors.Nodes;

/// <summary>What this node does for the others when they ask.</summary>
[Reentrant]
internal sealed class NodeService(GrainId id, Silo silo, ILoggerFactory loggers, LedgerTail tail) : GrainService(id, silo, loggers), INodeService
{
    public Task CatchUp() => tail.NextRound();
}

/// <summary>Speaks to the nodes of the cluster one by one.</summary>
internal sealed class NodeClient(IServiceProvider services) : GrainServiceClient<INodeService>(services)
{
    public Task CatchUp(SiloAddress node) => GetGrainService(node).CatchUp();
}
