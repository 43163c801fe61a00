using System.Net;
using System.Net.Sockets;
using CreditGate.Actors;
using CreditGate.Domain;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Identity;
using CreditGate.Silo.Backups;
using CreditGate.Silo.Evidence;
using CreditGate.Silo.Health;
using CreditGate.Silo.Ledger.Postgres;
using CreditGate.Silo.Ledger.Sqlite;
using CreditGate.Silo.Pushes.Files;
using CreditGate.Silo.Pushes.Uploads;
using CreditGate.Silo.Receipts;
using CreditGate.Silo.Storage;
using CreditGate.Silo.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace CreditGate.Silo.Hosting;

/// <summary>Everything that decides and keeps, in one process over one data directory.</summary>
public static class CreditGateSilo
{
    /// <summary>Adds ledger, spool, grains and the work that runs beside them.</summary>
    /// <param name="dataDirectory">Created when missing; taken for this process alone.</param>
    /// <param name="keysDirectory">Keeps the keys of what is encrypted at rest; outside the data directory, and made when first needed.</param>
    /// <param name="rotatePersonSecret">Add a secret for the tags of ID numbers; persons are re-tagged before the service answers.</param>
    /// <param name="postgres">Holds ledger and grain storage; null keeps both in the data directory. Spool, uploads and person secrets stay there.</param>
    /// <exception cref="IOException">The data directory is in use by another process, the keys are not usable, or the database is not.</exception>
    public static IHostApplicationBuilder AddCreditGateSilo(
        this IHostApplicationBuilder builder, string dataDirectory, string keysDirectory, bool rotatePersonSecret = false, PostgresAddress? postgres = null)
    {
        var directory = DataDirectory.Open(dataDirectory);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton(static services => new PlatformClock(services.GetRequiredService<TimeProvider>()));
        builder.Services
            .AddSingleton(_ => directory)     // by a factory, so that the container disposes it: last of all, since ledger and spool ask for it
            .AddLedger(postgres)
            .AddReceiptSpool()
            .AddUploads(ContentKeys.In(keysDirectory, directory), builder.Configuration)
            .AddRowFiles()
            .AddEvidence(keysDirectory)
            .AddSingleton(CatalogueLoader.Load())
            .AddSingleton(LoadSecrets(directory, rotatePersonSecret, postgres))
            .AddActors()
            .AddHostedService<LedgerWatch>()
            .AddPartsWatch()
            .AddBackups()
            .AddHostedService<SiloGauges>()
            .AddHostedService<LedgerSampler>();
        if (postgres is not null)
        {
            builder.Services.AddSingleton(postgres);
        }

        builder.UseOrleans(silo => Configure(silo, directory, postgres));
        builder.Services
            .AddMirrorSweep()
            .AddPushRunner()
            .AddSingleton<EditionNews>()
            .AddHostedService<TermSweep>()
            .AddHostedService<FeedCleaner>();
        return builder;
    }

    private static void Configure(ISiloBuilder silo, DataDirectory directory, PostgresAddress? postgres) => silo
        .UseLocalhostClustering(siloPort: FreePort(), gatewayPort: 0, serviceId: "creditgate", clusterId: "creditgate")
        .Configure<GrainCollectionOptions>(static options => options.CollectionAge = TimeSpan.FromMinutes(30))
        .AddDomainSerialization()
        .AddStorage(directory, postgres);

    private static IServiceCollection AddLedger(this IServiceCollection services, PostgresAddress? postgres) =>
        postgres is null ? services.AddSqliteLedger() : services.AddPostgresLedger(postgres.ConnectionString);

    private static PersonTags LoadSecrets(DataDirectory directory, bool rotate, PostgresAddress? postgres) => postgres is null
        ? PersonSecrets.Load(directory, rotate)
        : PersonSecrets.Load(directory, rotate, () => PostgresPersonIndex.HasAny(postgres.ConnectionString));

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
