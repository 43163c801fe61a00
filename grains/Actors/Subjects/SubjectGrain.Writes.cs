using System.Collections.Immutable;
using CreditGate.Actors.Ledger;
using CreditGate.Contracts.Subjects;
using CreditGate.Domain.Standings;

namespace CreditGate.Actors.Subjects;

internal sealed partial class SubjectGrain
{
    private const int MostAttempts = 4;

    public async ValueTask<PushReply> Push(PushCommand command)
    {
        var batch = await Append(command.Rows, command.Actor);
        await Deliver(batch.Mirrors, command.Actor);
        return new PushReply(batch.Results, batch.After.Version);     // the standing may have followed another writer meanwhile
    }

    public async ValueTask Mirror(MirrorCommand command)
    {
        var batch = await Append([new PushRow(command.Record, true)], command.Actor);
        if (batch.Results[0] is { Outcome: RowOutcome.Rejected, Note: { } note })
        {
            LogMirrorRejected(Standing.Key.Value, command.Record.Mirror?.Subject, note.Code);
        }
    }

    /// <summary>Judges the rows against the standing and appends what they change; a conflict or unknown outcome starts over from the ledger.</summary>
    private async ValueTask<Admissions> Append(ImmutableArray<PushRow> rows, string actor)
    {
        await Reloaded();
        var heard = Standing;
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            var batch = Admissions.Of(heard, Standing, rows, tools.Catalogue, tools.Clock.GetUtcNow(), actor);
            if (batch.Events.IsEmpty || await TryCommit(batch.ToAppend(Standing.Version), batch.After))
            {
                return batch;
            }
        }

        throw new TimeoutException($"The subject was changed elsewhere {MostAttempts} times in a row; push again.");
    }

    private async Task<bool> TryCommit(SubjectAppend append, Standing after)
    {
        var expected = append.ExpectedVersion;
        try
        {
            var outcome = await tools.Store.Ledger.Append(append);
            if (outcome.Committed)
            {
                Replace(after);
                SnapshotWhenDue(expected);
                return true;
            }

            LogConflict(Standing.Key.Value, expected, outcome.Version);
        }
        catch (CommitOutcomeUnknownException unknown)
        {
            LogOutcomeUnknown(unknown, Standing.Key.Value);
        }

        await ReloadFirst();
        SnapshotWhenDue(expected);
        return false;
    }

    private async Task ReloadFirst()
    {
        _reload = CatchUp();
        try
        {
            await _reload;
        }
        catch
        {
            // Still in doubt: this activation knows nothing any more, the next one starts from the ledger.
            DeactivateOnIdle();
            throw;
        }
    }

    /// <summary>Every mirror is delivered before the push is acknowledged; a crash in between is made good by the sweep.</summary>
    private async ValueTask Deliver(ImmutableArray<PendingMirror> mirrors, string actor)
    {
        if (mirrors.IsEmpty)
        {
            return;
        }

        await Task.WhenAll(mirrors.Select(mirror =>
            GrainFactory.Subject(mirror.Person).Mirror(new MirrorCommand(mirror.Record, actor)).AsTask()));
        await tools.Store.Ledger.MirrorsDelivered(mirrors);
    }

    private void SnapshotWhenDue(long before)
    {
        if (before / StandingStore.SnapshotEvery != Standing.Version / StandingStore.SnapshotEvery)
        {
            _ = tools.Store.TrySave(Standing, this.GetGrainId());
        }
    }
}
