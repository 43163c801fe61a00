using CreditGate.Actors.Ledger;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Standings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace CreditGate.Actors.Subjects;

/// <summary>Brings a subject's standing from the ledger: by a snapshot and the events after it where the history is long.</summary>
internal sealed partial class StandingStore(
    ISubjectLedger ledger, [FromKeyedServices(StorageProviders.Snapshots)] IGrainStorage snapshots, ILogger<StandingStore> logger)
{
    /// <summary>Events between snapshots: a shorter history is folded faster than a snapshot is read.</summary>
    public const int SnapshotEvery = 200;

    private const string StateName = "snapshot";

    private readonly ILogger<StandingStore> _logger = logger;

    public ISubjectLedger Ledger => ledger;

    public async ValueTask<Standing> Load(SubjectKey key, GrainId grain)
    {
        var history = await ledger.History(key, SnapshotEvery - 1);
        return history.Events is { } whole
            ? After(Standing.Unknown(key), whole)
            : await FromSnapshot(key, grain, history.Version) ?? await CatchUp(Standing.Unknown(key));
    }

    /// <summary>Applies the events that the ledger holds after a standing.</summary>
    public async ValueTask<Standing> CatchUp(Standing standing) => After(standing, await ledger.Read(standing.Key, standing.Version));

    /// <summary>Saves a snapshot. It only saves time, so a failure is told to the operator and to nobody else.</summary>
    public async Task TrySave(Standing standing, GrainId grain)
    {
        try
        {
            await Save(standing, grain);
        }
        catch (Exception failure)
        {
            LogNotSaved(failure, standing.Key.Value, standing.Version);
        }
    }

    /// <summary>Puts the standing in the place of an older snapshot, which would keep what is to be forgotten.</summary>
    public Task Forget(Standing standing, GrainId grain) => standing.Version < SnapshotEvery ? Task.CompletedTask : Save(standing, grain);

    private async Task Save(Standing standing, GrainId grain)
    {
        var state = new GrainState<SubjectSnapshot>();
        await snapshots.ReadStateAsync(StateName, grain, state);
        var last = (await ledger.Read(standing.Key, standing.Version - 1))[0];
        state.State = SubjectSnapshot.Of(standing, last);
        await snapshots.WriteStateAsync(StateName, grain, state);
    }

    /// <summary>A standing with the events that follow it.</summary>
    /// <exception cref="InvalidDataException">They do not follow it.</exception>
    public static Standing After(Standing standing, IEnumerable<StoredEvent> events)
    {
        foreach (var stored in events)
        {
            if (stored.Version != standing.Version + 1)
            {
                throw new InvalidDataException($"The ledger's history of a subject has a gap before version {stored.Version}.");
            }

            standing = standing.Apply(stored.Event);
        }

        return standing;
    }

    /// <summary>A snapshot only saves time, so one that is of no use is passed over: the ledger holds every event.</summary>
    /// <returns>Null when there is none, or it is damaged, or of another fold or another history.</returns>
    private async ValueTask<Standing?> FromSnapshot(SubjectKey key, GrainId grain, long head)
    {
        if (await Kept(key, grain) is not var (snapshot, standing) || snapshot.Version > head)
        {
            return null;
        }

        var tail = await ledger.Read(key, snapshot.Version - 1);
        if (tail is [] || !snapshot.IsOfTheHistoryOf(tail[0]))
        {
            LogOtherHistory(key.Value, snapshot.Version);
            return null;
        }

        return After(standing, tail.Skip(1));
    }

    private async ValueTask<(SubjectSnapshot Snapshot, Standing Standing)?> Kept(SubjectKey key, GrainId grain)
    {
        try
        {
            var state = new GrainState<SubjectSnapshot>();
            await snapshots.ReadStateAsync(StateName, grain, state);
            return state.RecordExists && state.State is { FoldVersion: Standing.FoldVersion, Version: > 0 } kept ? (kept, kept.Unfold(key)) : null;
        }
        catch (Exception failure)
        {
            LogUnreadable(failure, key.Value);
            return null;
        }
    }

    [LoggerMessage(1003, LogLevel.Warning, "Subject {Subject}: snapshot at version {Version} was not saved; the ledger holds every event, the next one is tried later")]
    private partial void LogNotSaved(Exception cause, string subject, long version);

    [LoggerMessage(1101, LogLevel.Warning, "Subject {Subject}: its snapshot cannot be read; the whole history is read instead")]
    private partial void LogUnreadable(Exception cause, string subject);

    [LoggerMessage(1102, LogLevel.Warning, "Subject {Subject}: its snapshot at version {Version} is of another history than the ledger's; the whole history is read instead")]
    private partial void LogOtherHistory(string subject, long version);
}
