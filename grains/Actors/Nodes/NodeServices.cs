using Microsoft.Extensions.DependencyInjection;

namespace CreditGate.Actors.Nodes;

public static class NodeServices
{
    /// <summary>What the nodes of a cluster ask of each other, on every node that holds activations.</summary>
    public static ISiloBuilder AddNodes(this ISiloBuilder silo)
    {
        silo.AddGrainService<NodeService>();
        silo.Services
            .AddSingleton<NodeClient>()
            .AddSingleton(static services => new Nodes(services, services.GetRequiredService<NodeClient>()));
        return silo;
    }
}
