using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CreditGate.Actors.Nodes;

public static class NodeServices
{
    /// <summary>What the nodes of a cluster ask of each other, on every node that holds activations.</summary>
    public static ISiloBuilder AddNodes(this ISiloBuilder silo)
    {
        silo.AddGrainService<NodeService>();
        silo.Services
            .AddSingleton<NodeClient>()
            .AddSingleton(static services => new Nodes(
                services.GetRequiredService<Subjects.ActiveSubjects>(),
                services.GetRequiredService<NodeClient>(),
                services.GetRequiredService<IClusterMembershipService>(),
                services.GetRequiredService<ILocalSiloDetails>(),
                services.GetRequiredService<TimeProvider>(),
                services.GetRequiredService<ILogger<Nodes>>()));
        return silo;
    }
}
