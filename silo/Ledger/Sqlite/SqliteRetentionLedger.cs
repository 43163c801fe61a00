using System.Collections.Immutable;
using CreditGate.Actors.Evidence;
using CreditGate.Actors.Retention;
using CreditGate.Domain.Evidence.Log;
using CreditGate.Domain.Retention;

namespace CreditGate.Silo.Ledger.Sqlite;

internal sealed class SqliteRetentionLedger(SqliteLedger ledger) : IRetentionLedger
{
    public async ValueTask<IReadOnlyList<LegalHold>> Holds(CancellationToken cancellation = default) => await ledger.Read(static tables => HoldsOf(tables), cancellation);

    public Task Place(RetentionAct hold) => ledger.Write(1, session => session.Tables.Declarations.Add([SealedDeclaration.Of(hold)]));

    public Task<bool> Release(RetentionAct release) => ledger.Write(1, session =>
    {
        if (!HoldsOf(session.Tables).Any(hold => hold.Id == release.Of && hold.Stands))
        {
            return false;
        }

        session.Tables.Declarations.Add([SealedDeclaration.Of(release)]);
        session.Tables.Retention.LookAnew();
        return true;
    });

    public Task<RemovedPage> RemoveReceipts(ReceiptRemoval removal) => ledger.Write(removal.AtMost, session =>
    {
        var tables = session.Tables;
        var page = removal switch
        {
            ExpiredReceipts { Act.Before: { } before } => tables.Receipts.Between(tables.Retention.After(RetainedKind.Receipts), ReceiptIds.LowestOf(before), removal.AtMost),
            ReceiptsOfSubject of => tables.Receipts.OfSubject(of.Subject, of.After, removal.AtMost),
            _ => throw new ArgumentException("The removal names no receipts.", nameof(removal)),
        };
        var removals = new ReceiptRemovals(page, HoldsOf(tables), removal.Act);
        var act = removals.Act(removal.Act, tables.Retention.Remove(removals.Ids, removals.Left()));
        if (removals.Ids.Count > 0)
        {
            tables.Retention.Point(act, tables.Declarations.Add([SealedDeclaration.Of(act)])[0]);
        }

        if (removal is ExpiredReceipts && removals.Page.Last is { } last)
        {
            tables.Retention.Move(RetainedKind.Receipts, last);
        }

        return removals.Page;
    });

    public Task Order(RetentionAct erasure) => ledger.Write(2, session =>
    {
        session.Tables.Erasures.Order(erasure, session.Tables.Declarations.Add([SealedDeclaration.Of(erasure)])[0]);
        return true;
    });

    public async ValueTask<IReadOnlyList<OrderedErasure>> Erasures(CancellationToken cancellation = default) => await ledger.Read(static tables => tables.Erasures.All(), cancellation);

    public ValueTask<long> ErasedAt(RetentionAct erasure, CancellationToken cancellation = default) =>
        ledger.Read(tables => HistoryRemovals.VersionOf(erasure.Id, tables.Erasures.Erased(HistoryRemovals.SubjectOf(erasure))), cancellation);

    public Task<HeardPage> NextHeard(string kind, DateTimeOffset before, int atMost) => ledger.Write(1, session =>
    {
        var (from, to) = HistoryRemovals.KeysOf(kind);
        var looked = session.Tables.Erasures.Heard(session.Tables.Retention.AfterKey(kind) is { Length: > 0 } after ? after : from, to, before, atMost);
        session.Tables.Retention.Move(kind, HistoryRemovals.Next(looked, atMost));
        return HistoryRemovals.PageOf(looked);
    });

    public ValueTask<bool> HasReceipts(string subject, long below, CancellationToken cancellation = default) =>
        ledger.Read(tables => tables.Receipts.HasContentOf(subject, below), cancellation);

    public async ValueTask<IReadOnlyList<Guid>> IndexedPersons(int atMost, CancellationToken cancellation = default) =>
        await ledger.Read(tables => tables.Retention.Indexed(tables.Retention.After(RetainedKind.Views), atMost), cancellation);

    public Task PassIndexed(Guid last) => ledger.Write(1, session =>
    {
        session.Tables.Retention.Move(RetainedKind.Views, last);
        return true;
    });

    public Task Finish(OrderedErasure erasure, DateTimeOffset at) => ledger.Write(1, session =>
    {
        session.Tables.Erasures.Finish(erasure, at);
        return true;
    });

    public Task<RemovedPage> RemoveHistory(RetentionAct removal, long below, int atMost) => ledger.Write(atMost, session =>
    {
        var (tables, subject) = (session.Tables, HistoryRemovals.SubjectOf(removal));
        var page = tables.Erasures.Page(subject, below, atMost);
        if (HistoryRemovals.IsHeld(subject, HoldsOf(tables)))
        {
            return new RemovedPage(page.Count, 0, page.Count, null);
        }

        return tables.Retention.Overwriting(() =>
        {
            var removals = new HistoryRemovals(page, removal);
            tables.Erasures.Remove(removals);
            tables.Erasures.RemoveWhatFollows(subject, below);
            if (page.Count > 0)
            {
                tables.Retention.Point(removals.Act, tables.Declarations.Add([SealedDeclaration.Of(removals.Act)])[0]);
            }

            return removals.Page;
        });
    });

    public ValueTask<RetentionAct?> RemovalOf(LogEntry entry, CancellationToken cancellation = default) => ledger.Read(tables => tables.Retention.RemovalOf(entry), cancellation);

    public async ValueTask<IReadOnlyList<(long Declaration, RetentionAct Act)>> Removals(long? before, int atMost, CancellationToken cancellation = default) =>
        await ledger.Read(tables => tables.Retention.Removals(before, atMost), cancellation);

    private static ImmutableArray<LegalHold> HoldsOf(LedgerTables tables) => LegalHold.Of(tables.Retention.Acts(RetentionKinds.Hold));
}
