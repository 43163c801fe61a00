using CreditGate.Actors;
using CreditGate.Actors.Persons;
using CreditGate.Actors.Pushes;
using CreditGate.Actors.Retention;
using CreditGate.Domain;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Retention;
using CreditGate.Silo.Backups;
using CreditGate.Silo.Evidence;
using CreditGate.Silo.Health;
using CreditGate.Silo.Hosting.Cluster;
using CreditGate.Silo.Ledger.Postgres;
using CreditGate.Silo.Ledger.Sqlite;
using CreditGate.Silo.Pushes.Files;
using CreditGate.Silo.Pushes.Uploads;
using CreditGate.Silo.Receipts;
using CreditGate.Silo.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CreditGate.Silo.Hosting;

/// <summary>What a node is made of, by what it does. Orleans starts in between, so what is added here before it starts before it and stops after it.</summary>
internal static class NodeParts
{
    /// <summary>Of every node: the ledger and what is known of it, the spool, uploads and their keys, health and gauges.</summary>
    /// <remarks>A node with grains alone has a spool too: what it wrote under another role is still shipped.</remarks>
    public static IHostApplicationBuilder AddEveryNode(
        this IHostApplicationBuilder builder, DataDirectory directory, string keysDirectory, bool rotatePersonSecret, PostgresAddress? postgres)
    {
        var keys = ContentKeys.In(keysDirectory, directory);
        builder.Services.TryAddSingleton(RetentionPeriods.Default);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton(static services => new PlatformClock(services.GetRequiredService<TimeProvider>()));
        builder.Services
            .AddSingleton(_ => directory)     // by a factory, so that the container disposes it: last of all, since ledger and spool ask for it
            .AddLedger(postgres)
            .AddReceiptSpool()
            .AddUploads(keys, builder.Configuration)
            .AddRowFiles()
            .AddEvidence(keysDirectory)
            .AddSingleton(static _ => new Catalogue(CatalogueLoader.Load().Editions))      // editions published here are added to it
            .AddSingleton(postgres is null ? PersonSecrets.Load(directory, rotatePersonSecret) : SharedKeys.Load(keys, keysDirectory, directory, rotatePersonSecret, postgres.ConnectionString))
            .AddSingleton(services => new PersonSecretChain(
                services.GetRequiredService<PersonTags>(),
                () => postgres is null ? PersonSecrets.Load(directory, rotate: false) : SharedKeys.Read(keysDirectory, postgres.ConnectionString),
                TimeProvider.System))
            .AddLedgerView()
            .AddHostedService<LedgerWatch>()
            .AddPartsWatch()
            .AddBackups()
            .AddHostedService<SiloGauges>()
            .AddHostedService<LedgerSampler>();
        if (postgres is not null)
        {
            builder.Services.AddPostgresUploads();
        }

        return builder;
    }

    /// <summary>Of every node of a cluster. Added after Orleans, which opens the list of nodes.</summary>
    public static IServiceCollection AddClusterWatch(this IServiceCollection services, ClusterSettings cluster) => services
        .AddSingleton(cluster)
        .AddSingleton(static provider => new ClusterWatch(
            provider.GetRequiredService<ClusterView>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<ClusterWatch>>()))
        .AddHostedService(static provider => provider.GetRequiredService<ClusterWatch>());

    /// <summary>Of a node with grains, beside them: push jobs and the sweeps.</summary>
    public static IServiceCollection AddWorkBesideGrains(this IServiceCollection services) => services
        .AddMirrorSweep()
        .AddPushRunner()
        .AddSingleton<EditionNews>()
        .AddHostedService<TermSweep>()
        .AddHostedService<CaseSweep>()
        .AddHostedService<FeedCleaner>()
        .AddSingleton<RetentionSweep>()
        .AddHostedService<RetentionCleaner>();

    /// <summary>Of a node without grains: whoever enters a job leaves it to the nodes that have them.</summary>
    public static IServiceCollection AddNoGrains(this IServiceCollection services)
    {
        services.TryAddSingleton<PushSignal>();
        return services.AddSingleton<IPushRunner, RunnersElsewhere>();
    }

    private static IServiceCollection AddLedger(this IServiceCollection services, PostgresAddress? postgres) =>
        postgres is null ? services.AddSqliteLedger() : services.AddSingleton(postgres).AddPostgresLedger(postgres.ConnectionString);
}
