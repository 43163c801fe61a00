using CreditGate.Actors.Cases;
using CreditGate.Actors.Catalogues;
using CreditGate.Actors.Coverage;
using CreditGate.Actors.Feedback;
using CreditGate.Actors.Ledger;
using CreditGate.Actors.Nodes;
using CreditGate.Actors.Persons;
using CreditGate.Actors.Pushes;
using CreditGate.Actors.Receipts;
using CreditGate.Actors.Retention;
using CreditGate.Actors.Sources;
using CreditGate.Actors.Subjects;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CreditGate.Actors;

/// <summary>Names of the Orleans storage providers that the grains use.</summary>
public static class StorageProviders
{
    /// <summary>State that belongs to one grain alone.</summary>
    public const string Ordinary = "creditgate";

    /// <summary>Snapshots of subjects with long histories.</summary>
    public const string Snapshots = "snapshots";
}

public static class ActorServices
{
    /// <summary>What every node knows of the ledger, with grains or without.</summary>
    public static IServiceCollection AddLedgerView(this IServiceCollection services) => services
        .AddSingleton<PersonDirectory>()
        .AddSingleton<LedgerPulse>()
        .AddSingleton<EditionShelf>()
        .AddSingleton<ActiveSubjects>()
        .AddSingleton<LedgerTail>()
        .AddNotices()
        .AddOwnWork()
        .AddSingleton<PastAnswers>()
        .AddSingleton<ErasureWork>()
        .AddSingleton<PersonSweep>()
        .AddSingleton<EntitySweep>()
        .AddSingleton<ViewSweep>()
        .AddSingleton<HoldWork>()
        .AddSingleton<NewerSnapshots>()
        .AddSingleton<SourceBoard>();

    /// <summary>What the grains need beside that, storage providers, a catalogue and a clock.</summary>
    public static IServiceCollection AddActors(this IServiceCollection services) => services
        .AddSingleton<StandingStore>()
        .AddSingleton<SubjectTools>()
        .AddSingleton<BulkJudge>()
        .AddSingleton<LateChecks>()
        .AddSingleton<IReceiptTaker, CheckTasks>()
        .AddSingleton<IReceiptTaker, NamedPersons>()
        .AddSingleton<IReceiptTaker, CaseChecks>()
        .AddSingleton<ReceiptSweep>()
        .AddSingleton<BulkWriter>()
        .AddSingleton<OwedMirrors>();

    /// <summary>The work beside the grains that needs them: added after Orleans, so that it starts after it and stops before it.</summary>
    public static IServiceCollection AddMirrorSweep(this IServiceCollection services) => services.AddHostedService<MirrorSweep>();

    /// <summary>Rulings of every subject under one edition and another.</summary>
    public static IServiceCollection AddEditionPreviews(this IServiceCollection services)
    {
        services.TryAddSingleton<BulkThreads>();
        return services.AddSingleton<EditionPreviewer>();
    }

    /// <summary>Push jobs, which need files of rows and an upload store. Added after Orleans, as is <see cref="AddMirrorSweep"/>.</summary>
    public static IServiceCollection AddPushRunner(this IServiceCollection services)
    {
        services.TryAddSingleton<PushSignal>();
        services.TryAddSingleton<BulkThreads>();
        return services
            .AddSingleton<PushReader>()
            .AddSingleton<PushIdentifier>()
            .AddSingleton<PushTally>()
            .AddSingleton<SnapshotEnd>()
            .AddSingleton<PushRun>()
            .AddSingleton<PushRunner>()
            .AddSingleton<IPushRunner>(static provider => provider.GetRequiredService<PushRunner>())
            .AddHostedService(static provider => provider.GetRequiredService<PushRunner>());
    }
}
