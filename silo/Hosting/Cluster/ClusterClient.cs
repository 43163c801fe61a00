using CreditGate.Silo.Ledger.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace CreditGate.Silo.Hosting.Cluster;

/// <summary>A node without grains, which asks those of others through their gateways.</summary>
internal static class ClusterClient
{
    public static IClientBuilder AskCluster(this IClientBuilder client, ClusterSettings cluster, PostgresAddress postgres)
    {
        client
            .Configure<ClusterOptions>(options => (options.ServiceId, options.ClusterId) = (ClusterSilo.ServiceId, cluster.ClusterId))
            .SetTimings()
            .AddDomainSerialization();
        client.Services.AddSingleton<IClientConnectionRetryFilter, ClientPatience>();
        client.Services.AddSingleton<ClusterView, ClientView>();
        return cluster.Membership == Membership.Redis
            ? client.UseRedisClustering(options => options.ConfigurationOptions = cluster.Redis!.Settings)
            : client.UseAdoNetClustering(options => (options.Invariant, options.DataSource) = ("Npgsql", PostgresSource.Create(postgres.ConnectionString)));
    }
}
