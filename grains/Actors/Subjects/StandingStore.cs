using System.Text.Json;
using CreditGate.Actors.Ledger;
using CreditGate.Domain;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Standings;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace CreditGate.Actors.Subjects;

/// <summary>Brings a subject's standing from the ledger: by a snapshot and the events after it where the history is long.</summary>
internal sealed class StandingStore(ISubjectLedger ledger, [FromKeyedServices(StorageProviders.Snapshots)] IGrainStorage snapshots)
{
    /// <summary>Events between snapshots: a shorter history is folded faster than a snapshot is read.</summary>
    public const int SnapshotEvery = 200;

    private const string StateName = "snapshot";

    public ISubjectLedger Ledger => ledger;

    public async ValueTask<Standing> Load(SubjectKey key, GrainId grain)
    {
        var head = await ledger.Head(key);
        if (head == 0)
        {
            return Standing.Unknown(key);
        }

        var start = head < SnapshotEvery ? Standing.Unknown(key) : await FromSnapshot(key, grain, head);
        return await CatchUp(start);
    }

    /// <summary>Applies the events that the ledger holds after a standing.</summary>
    public async ValueTask<Standing> CatchUp(Standing standing)
    {
        foreach (var stored in await ledger.Read(standing.Key, standing.Version))
        {
            if (stored.Version != standing.Version + 1)
            {
                throw new InvalidDataException($"The ledger's history of a subject has a gap before version {stored.Version}.");
            }

            standing = standing.Apply(stored.Event);
        }

        return standing;
    }

    public async Task Save(Standing standing, GrainId grain)
    {
        var state = new GrainState<SubjectSnapshot>();
        await snapshots.ReadStateAsync(StateName, grain, state);
        if (state.State is { } known && known.Version >= standing.Version && known.FoldVersion == Standing.FoldVersion)
        {
            return;
        }

        state.State = new SubjectSnapshot
        {
            FoldVersion = Standing.FoldVersion,
            Version = standing.Version,
            Records = JsonSerializer.SerializeToUtf8Bytes(standing.Records, LedgerJson.Context.ImmutableArrayPublicCreditRecord),
        };
        await snapshots.WriteStateAsync(StateName, grain, state);
    }

    /// <summary>A snapshot ahead of its ledger belongs to another history, and one of another fold says nothing: both are ignored.</summary>
    private async ValueTask<Standing> FromSnapshot(SubjectKey key, GrainId grain, long head)
    {
        var state = new GrainState<SubjectSnapshot>();
        await snapshots.ReadStateAsync(StateName, grain, state);
        return state.RecordExists && state.State is { } kept && kept.FoldVersion == Standing.FoldVersion && kept.Version <= head
            ? new Standing(key, kept.Version, JsonSerializer.Deserialize(kept.Records, LedgerJson.Context.ImmutableArrayPublicCreditRecord))
            : Standing.Unknown(key);
    }
}

[GenerateSerializer, Alias("creditgate.SubjectSnapshot")]
internal sealed class SubjectSnapshot
{
    [Id(0)]
    public int FoldVersion { get; set; }

    [Id(1)]
    public long Version { get; set; }

    [Id(2)]
    public byte[] Records { get; set; } = [];
}
