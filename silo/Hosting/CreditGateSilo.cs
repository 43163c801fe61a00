using System.Net;
using System.Net.Sockets;
using CreditGate.Actors;
using CreditGate.Actors.Nodes;
using CreditGate.Actors.Subjects;
using CreditGate.Silo.Hosting.Cluster;
using CreditGate.Silo.Notices;
using CreditGate.Silo.Storage;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace CreditGate.Silo.Hosting;

/// <summary>Everything that decides and keeps, in one process over one data directory, alone or as a node of a cluster.</summary>
public static class CreditGateSilo
{
    /// <summary>Adds ledger, spool, grains (or the way to them) and the work that runs beside them.</summary>
    /// <param name="dataDirectory">Created when missing; taken for this process alone.</param>
    /// <param name="keysDirectory">Keeps the keys of what is encrypted at rest; outside the data directory, and made when first needed.</param>
    /// <param name="rotatePersonSecret">Add a secret for the tags of ID numbers; persons are re-tagged before the service answers.</param>
    /// <param name="postgres">Holds ledger and grain storage; null keeps both in the data directory. Spool and receipts stay there; uploads go to the database, person secrets to the keys directory.</param>
    /// <param name="cluster">The cluster that this process joins, which takes a PostgreSQL database; null for a process alone.</param>
    /// <exception cref="IOException">The data directory is in use by another process, the keys are not usable, or the database, Redis or a port is not.</exception>
    public static IHostApplicationBuilder AddCreditGateSilo(
        this IHostApplicationBuilder builder, string dataDirectory, string keysDirectory, bool rotatePersonSecret = false, PostgresAddress? postgres = null,
        ClusterSettings? cluster = null)
    {
        cluster?.EnsureUsable();
        var directory = DataDirectory.Open(dataDirectory);
        builder.AddEveryNode(directory, keysDirectory, rotatePersonSecret, postgres);
        if (cluster is null)
        {
            return builder.AddGrainHost(silo => silo.StandAlone(), directory, postgres);
        }

        ArgumentNullException.ThrowIfNull(postgres);     // a cluster's ledger is one that every node reaches
        _ = cluster.Role == NodeRole.Api
            ? builder.AddGrainClient(cluster, postgres)
            : builder.AddGrainHost(silo => silo.JoinCluster(cluster, postgres), directory, postgres);
        builder.Services.AddClusterWatch(cluster).AddClusterNotices(cluster);
        return builder;
    }

    private static IHostApplicationBuilder AddGrainHost(
        this IHostApplicationBuilder builder, Func<ISiloBuilder, ISiloBuilder> join, DataDirectory directory, PostgresAddress? postgres)
    {
        builder.Services.AddActors();
        builder.UseOrleans(silo => join(silo)
            .Configure<GrainCollectionOptions>(static options => options.CollectionAge = Idleness.CollectionAge)
            .AddDomainSerialization()
            .AddNodes()
            .AddStorage(directory, postgres));
        builder.Services.AddWorkBesideGrains();
        return builder;
    }

    private static IHostApplicationBuilder AddGrainClient(this IHostApplicationBuilder builder, ClusterSettings cluster, PostgresAddress postgres)
    {
        builder.UseOrleansClient(client => client.AskCluster(cluster, postgres));
        builder.Services.AddNoGrains();
        return builder;
    }

    private static ISiloBuilder StandAlone(this ISiloBuilder silo) =>
        silo.UseLocalhostClustering(siloPort: FreePort(), gatewayPort: 0, serviceId: ClusterSilo.ServiceId, clusterId: ClusterSilo.ServiceId);

    private static ISiloBuilder AddStorage(this ISiloBuilder silo, DataDirectory directory, PostgresAddress? postgres) =>
        postgres is null ? silo.AddGrainStorage(directory) : silo.AddGrainStorage(postgres.ConnectionString);

    /// <summary>A single process has no peers: its silo listens on loopback, on whatever port is free.</summary>
    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
