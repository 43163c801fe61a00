using CreditGate.Actors.Ledger;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Standings;

namespace CreditGate.Silo.Ledger.Sqlite;

internal sealed class SqliteSubjectLedger(SqliteLedger ledger) : ISubjectLedger
{
    public async ValueTask<IReadOnlyList<StoredEvent>> Read(SubjectKey subject, long afterVersion, CancellationToken cancellation = default) =>
        await ledger.Read(tables => tables.Events.Read(subject.Value, afterVersion), cancellation);

    public ValueTask<long> Head(SubjectKey subject, CancellationToken cancellation = default) =>
        ledger.Read(tables => tables.Subjects.Version(subject.Value), cancellation);

    public ValueTask<long> LastPosition(CancellationToken cancellation = default) =>
        ledger.Read(static tables => tables.Events.LastPosition(), cancellation);

    public Task<AppendOutcome> Append(SubjectAppend append)
    {
        var prepared = PreparedAppend.Of(append);
        return ledger.Write(prepared.Rows, prepared.Write);
    }

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
}
