using System.Net;
using CreditGate.Silo.Ledger.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace CreditGate.Silo.Hosting.Cluster;

/// <summary>A grain host as one of several.</summary>
internal static class ClusterSilo
{
    /// <summary>The service's name inside Orleans. Grain storage is keyed by it, so it is the same for ever and in every cluster.</summary>
    public const string ServiceId = "creditgate";

    // The name by which the provider knows the database.
    private const string Npgsql = "Npgsql";

    public static ISiloBuilder JoinCluster(this ISiloBuilder silo, ClusterSettings cluster, PostgresAddress postgres)
    {
        silo
            .Configure<ClusterOptions>(options => (options.ServiceId, options.ClusterId) = (ServiceId, cluster.ClusterId))
            .Configure<EndpointOptions>(options => ListenOn(options, cluster))
            .SetTimings()
            .AddDistributedGrainDirectory();

        // Where a subject is first asked about: that check makes no hop, and callers that keep to a node keep their subjects there.
        silo.Services.AddSingleton<PlacementStrategy, PreferLocalPlacement>();
        silo.Services.AddSingleton<ClusterView, SiloView>();
        return cluster.Membership == Membership.Redis
            ? silo.UseRedisClustering(options => options.ConfigurationOptions = cluster.Redis!.Settings)
            : silo.UseAdoNetClustering(options => (options.Invariant, options.DataSource) = (Npgsql, PostgresSource.Create(postgres.ConnectionString)));
    }

    private static void ListenOn(EndpointOptions options, ClusterSettings cluster)
    {
        options.AdvertisedIPAddress = cluster.NodeAddress;
        (options.SiloPort, options.GatewayPort) = (cluster.SiloPort, cluster.GatewayPort);
        options.SiloListeningEndpoint = new IPEndPoint(cluster.NodeAddress, cluster.SiloPort);
        options.GatewayListeningEndpoint = cluster.GatewayPort is 0 ? null : new IPEndPoint(cluster.NodeAddress, cluster.GatewayPort);
    }
}
