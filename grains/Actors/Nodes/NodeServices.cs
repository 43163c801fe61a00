using CreditGate.Actors.Changes;
using CreditGate.Actors.Pushes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CreditGate.Actors.Nodes;

public static class NodeServices
{
    /// <summary>Wake-ups from and to other nodes, where there is a channel for them.</summary>
    internal static IServiceCollection AddNotices(this IServiceCollection services)
    {
        services.TryAddSingleton<ChangeSignal>();
        services.TryAddSingleton<PushSignal>();
        return services
            .AddSingleton<Notices>()
            .AddHostedService(static provider => provider.GetRequiredService<Notices>())
            .AddHostedService<NoticeWork>();
    }

    internal static IServiceCollection AddOwnWork(this IServiceCollection services)
    {
        services.TryAddSingleton<ISoleWork, OwnWork>();
        return services;
    }

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
