using System.Collections.Immutable;
using CreditGate.Actors.Changes;
using CreditGate.Actors.Ledger;
using CreditGate.Actors.Pushes;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Standings;

namespace CreditGate.Silo.Ledger.Sqlite;

internal sealed class SqliteSubjectLedger(SqliteLedger ledger, ChangeSignal signal) : ISubjectLedger
{
    /// <summary>The data directory belongs to one process.</summary>
    public bool IsShared => false;

    // A small commit costs no more pages a row than a large one, and checks wait less behind it.
    public int BulkRows => 250;

    public async ValueTask<IReadOnlyList<StoredEvent>> Read(SubjectKey subject, long afterVersion, CancellationToken cancellation = default) =>
        await ledger.Read(tables => tables.Events.Read(tables.Subjects.Find(subject.Value).Number, afterVersion), cancellation);

    public ValueTask<SubjectHistory> History(SubjectKey subject, int longest, CancellationToken cancellation = default) =>
        ledger.ReadTogether(tables => History(tables, subject.Value, longest), cancellation);

    public ValueTask<long> LastPosition(CancellationToken cancellation = default) =>
        ledger.Read(static tables => tables.Events.LastPosition(), cancellation);

    public async ValueTask<IReadOnlyList<AppendedEvent>> Appended(long afterPosition, int atMost, CancellationToken cancellation = default) =>
        await ledger.Read(tables => tables.Events.After(afterPosition, atMost), cancellation);

    public async Task<AppendOutcome> Append(SubjectAppend append)
    {
        var prepared = PreparedAppend.Of(append);
        var outcome = await ledger.Write(prepared.Rows, prepared.Write);
        Announce(outcome.Committed && !append.Changes.IsEmpty);
        return outcome;
    }

    public async Task<BulkOutcome> AppendMany(ImmutableArray<SubjectAppend> appends, PushStep? step = null)
    {
        var prepared = PreparedBulk.Of(appends, step);
        try
        {
            await ledger.Write(prepared.Rows, prepared.Write);
        }
        catch (BulkRefusedException refused)
        {
            return refused.Outcome;
        }

        Announce(appends.Any(static append => !append.Changes.IsEmpty));
        return new BulkOutcome([], false);
    }

    public async ValueTask<IReadOnlyList<SubjectHistory>> Histories(IReadOnlyList<SubjectKey> subjects, int longest, CancellationToken cancellation = default) =>
        await ledger.ReadTogether(tables => subjects.Select(subject => History(tables, subject.Value, longest)).ToList(), cancellation);

    public Task MirrorsDelivered(IReadOnlyCollection<PendingMirror> mirrors)
    {
        var delivered = mirrors.Select(static mirror => (Person: mirror.Person.Value, Written: WrittenRecord.Of(mirror.Record))).ToList();
        return ledger.Write(delivered.Count, session =>
        {
            delivered.ForEach(mirror => session.Tables.Mirrors.Delivered(mirror.Person, mirror.Written));
            return delivered.Count;
        });
    }

    public async ValueTask<IReadOnlyList<PendingMirror>> PendingMirrors(int atMost, CancellationToken cancellation = default) =>
        await ledger.Read(tables => tables.Mirrors.Oldest(atMost), cancellation);

    private static SubjectHistory History(LedgerTables tables, string subject, int longest)
    {
        var (number, version) = tables.Subjects.Find(subject);
        return new SubjectHistory(version, version == 0 ? [] : version > longest ? null : tables.Events.Read(number, 0));
    }

    private void Announce(bool hasGrown)
    {
        if (hasGrown)
        {
            signal.Pulse();
        }
    }
}
