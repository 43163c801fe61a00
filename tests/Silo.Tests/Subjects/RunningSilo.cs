using System.Collections.Immutable;
using CreditGate.Actors;
using CreditGate.Actors.Ledger;
using CreditGate.Actors.Subjects;
using CreditGate.Contracts.Subjects;
using CreditGate.Domain;
using CreditGate.Domain.Evidence;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Records;
using CreditGate.Silo.Hosting;
using CreditGate.Silo.Ledger.Postgres;
using CreditGate.Silo.Ledger.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Storage;
using Xunit;

namespace CreditGate.Silo.Tests.Subjects;

/// <summary>The silo as the product builds it, over real files, with gates before its ledger.</summary>
internal sealed class RunningSilo : IAsyncDisposable
{
    private readonly IHost _host;

    private RunningSilo(IHost host, string directory, WarningLog log) => (_host, Directory, Log) = (host, directory, log);

    public string Directory { get; }

    public WarningLog Log { get; }

    public IServiceProvider Services => _host.Services;

    public SteeredLedger Ledger => Services.GetRequiredService<SteeredLedger>();

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public IGrainStorage Snapshots => Services.GetRequiredKeyedService<IGrainStorage>(StorageProviders.Snapshots);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="steer">Sets gates before anything uses the ledger.</param>
    /// <param name="postgres">Connection string of a ledger that several silos share; null for one in files.</param>
    /// <param name="configure">What else a test wants otherwise.</param>
    /// <param name="keys">Keys directory; null for one beside the data.</param>
    public static async Task<RunningSilo> Start(
        string directory, TimeProvider? clock = null, Action<SteeredLedger>? steer = null, string? postgres = null, Action<HostApplicationBuilder>? configure = null,
        string? keys = null)
    {
        var log = new WarningLog();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.AddProvider(log);
        if (clock is not null)
        {
            builder.Services.AddSingleton(new PlatformClock(clock));
        }

        builder.AddCreditGateSilo(directory, keys ?? directory + "-keys", postgres: postgres is null ? null : PostgresAddress.From(postgres));
        builder.Services.AddSingleton<SqliteSubjectLedger>().AddSingleton<PostgresSubjectLedger>();
        builder.Services.AddSingleton(services => Steered(
            postgres is null ? services.GetRequiredService<SqliteSubjectLedger>() : services.GetRequiredService<PostgresSubjectLedger>(), steer));
        builder.Services.Replace(ServiceDescriptor.Singleton<ISubjectLedger>(static services => services.GetRequiredService<SteeredLedger>()));
        configure?.Invoke(builder);
        var host = builder.Build();
        await host.StartAsync(Cancellation);
        return new RunningSilo(host, directory, log);
    }

    public ISubjectGrain Grain(SubjectKey subject) => Grains.GetGrain<ISubjectGrain>(subject.Value);

    public async Task<PushReply> Push(SubjectKey subject, params ImmutableArray<PublicCreditRecord> records) =>
        await Grain(subject).Push(new PushCommand([.. records.Select(static record => new PushRow(record, true))], "示例凭据"));

    /// <summary>As an API node asks: from this node's memory, else the grain.</summary>
    public async Task<CheckReply> Check(SubjectKey subject, string matter = Rows.Procurement, Consistency consistency = Consistency.Default, long atLeast = 0)
    {
        var query = new CheckQuery(matter, consistency, atLeast, []);
        return _host.Services.GetRequiredService<ActiveSubjects>().TryCheck(subject.Value, query) ?? await Grain(subject).Check(query);
    }

    /// <summary>Versions in the ledger, past the grain.</summary>
    public async Task<long[]> History(SubjectKey subject) =>
        [.. (await Ledger.Behind.Read(subject, 0, Cancellation)).Select(static stored => stored.Version)];

    private static SteeredLedger Steered(ISubjectLedger inner, Action<SteeredLedger>? steer)
    {
        var ledger = new SteeredLedger(inner);
        steer?.Invoke(ledger);
        return ledger;
    }

    /// <summary>As the service manager stops it. To be disposed of afterwards all the same.</summary>
    public Task Stop() => _host.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        using var host = _host;
        await Stop();
        await ((IAsyncDisposable)host).DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }
}
