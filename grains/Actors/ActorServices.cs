using CreditGate.Actors.Ledger;
using CreditGate.Actors.Persons;
using CreditGate.Actors.Pushes;
using CreditGate.Actors.Sources;
using CreditGate.Actors.Subjects;
using Microsoft.Extensions.DependencyInjection;

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
    /// <summary>What the grains need beside a ledger, storage providers, a catalogue and a clock.</summary>
    public static IServiceCollection AddActors(this IServiceCollection services) => services
        .AddSingleton<PersonDirectory>()
        .AddSingleton<LedgerPulse>()
        .AddSingleton<ActiveSubjects>()
        .AddSingleton<SourceBoard>()
        .AddSingleton<PushSignal>()
        .AddSingleton<StandingStore>();
}
