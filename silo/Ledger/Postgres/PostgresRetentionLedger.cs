using CreditGate.Actors.Evidence;
using CreditGate.Actors.Ledger;
using CreditGate.Actors.Retention;
using CreditGate.Domain.Evidence.Log;
using CreditGate.Domain.Retention;
using Npgsql;

namespace CreditGate.Silo.Ledger.Postgres;

internal sealed class PostgresRetentionLedger(PostgresLedger ledger) : IRetentionLedger
{
    private const string Newest =
        "SELECT sequence, payload FROM declaration WHERE kind = 'Removal' AND kind IN ('LegalHold', 'Erasure', 'Removal') AND sequence < $1 ORDER BY sequence DESC LIMIT $2";

    private const string ActOf =
        """
        SELECT declaration.payload FROM (SELECT declaration, last FROM removed_run WHERE kind = $1 AND segment = $2 AND first <= $3 ORDER BY first DESC LIMIT 1) AS run
        JOIN declaration ON declaration.sequence = run.declaration WHERE run.last >= $3 AND declaration.kind = 'Removal'
        """;

    private const string Move = "INSERT INTO retention_cursor (kind, after) VALUES ($1, $2) ON CONFLICT (kind) DO UPDATE SET after = excluded.after";

    private const string MoveKey = "INSERT INTO retention_cursor (kind, after, key) VALUES ($1, $3, $2) ON CONFLICT (kind) DO UPDATE SET key = excluded.key";

    private const string HasContent = "SELECT 1 FROM receipt WHERE subject = $1 AND subject_version < $2 AND salt <> ''::bytea LIMIT 1";

    private const string Indexed = "SELECT id FROM person WHERE id > $1 ORDER BY id LIMIT $2";

    private const string Between = $"SELECT {PostgresReceiptLedger.Columns} FROM receipt WHERE id > $1 AND id < $2 ORDER BY id LIMIT $3";

    private const string OfSubject = $"SELECT {PostgresReceiptLedger.Columns} FROM receipt WHERE subject = $1 AND id > $2 ORDER BY id LIMIT $3";

    public async ValueTask<IReadOnlyList<LegalHold>> Holds(CancellationToken cancellation = default) => await ledger.Read(RetentionRows.Holds, cancellation);

    public Task Place(RetentionAct hold) => ledger.Write(async connection =>
    {
        await RetentionRows.Begin(connection);
        return await DeclarationRows.Add(connection, [SealedDeclaration.Of(hold)]);
    });

    public Task<bool> Release(RetentionAct release) => ledger.Write(async connection =>
    {
        await RetentionRows.Begin(connection);
        if (!(await RetentionRows.Holds(connection)).Any(hold => hold.Id == release.Of && hold.Stands))
        {
            return false;
        }

        await DeclarationRows.Add(connection, [SealedDeclaration.Of(release)]);
        await connection.Run("DELETE FROM retention_cursor");
        return true;
    });

    public Task<RemovedPage> RemoveReceipts(ReceiptRemoval removal) => ledger.Write(async connection =>
    {
        await RetentionRows.Begin(connection);
        var removals = new ReceiptRemovals(await Looked(connection, removal), await RetentionRows.Holds(connection), removal.Act);
        var act = removals.Act(removal.Act, await RetentionRows.Remove(connection, removals.Ids, removals.Left()));
        if (removals.Ids.Count > 0)
        {
            await RetentionRows.Declare(connection, act);
        }

        if (removal is ExpiredReceipts && removals.Page.Last is { } last)
        {
            await connection.Run(Move, RetainedKind.Receipts, last);
        }

        return removals.Page;
    });

    public Task Order(RetentionAct erasure) => ledger.Write(async connection =>
    {
        await ErasureRows.Order(connection, erasure);
        return true;
    });

    public async ValueTask<IReadOnlyList<OrderedErasure>> Erasures(CancellationToken cancellation = default) => await ledger.Read(ErasureRows.All, cancellation);

    public ValueTask<long> ErasedAt(RetentionAct erasure, CancellationToken cancellation = default) =>
        ledger.Read(connection => ErasureRows.ErasedAt(connection, erasure), cancellation);

    public Task<HeardPage> NextHeard(string kind, DateTimeOffset before, int atMost) => ledger.Write(async connection =>
    {
        await RetentionRows.Begin(connection);
        var (from, to) = HistoryRemovals.KeysOf(kind);
        var looked = await ErasureRows.Heard(connection, await AfterKey(connection, kind) is { Length: > 0 } after ? after : from, to, before, atMost);
        await connection.Run(MoveKey, kind, HistoryRemovals.Next(looked, atMost), Guid.Empty);
        return HistoryRemovals.PageOf(looked);
    });

    public async ValueTask<bool> HasReceipts(string subject, long below, CancellationToken cancellation = default) => await ledger.Read(
        async connection => await connection.First(static row => row.GetInt32(0), HasContent, [subject, below], cancellation) == 1, cancellation);

    public async ValueTask<IReadOnlyList<Guid>> IndexedPersons(int atMost, CancellationToken cancellation = default) => await ledger.Read(
        async connection => await connection.All(static row => row.GetGuid(0), Indexed, [await After(connection, RetainedKind.Views), atMost], cancellation), cancellation);

    public Task PassIndexed(Guid last) => ledger.Write(async connection =>
    {
        await RetentionRows.Begin(connection);
        return await connection.Run(Move, RetainedKind.Views, last);
    });

    public Task Finish(OrderedErasure erasure, DateTimeOffset at) => ledger.Write(async connection =>
    {
        await ErasureRows.Finish(connection, erasure, at);
        return true;
    });

    public Task<RemovedPage> RemoveHistory(RetentionAct removal, long below, int atMost) => ledger.Write(async connection =>
    {
        await RetentionRows.Begin(connection);
        var subject = HistoryRemovals.SubjectOf(removal);
        var page = await ErasureRows.Page(connection, subject, below, atMost);
        if (HistoryRemovals.IsHeld(subject, await RetentionRows.Holds(connection)))
        {
            return new RemovedPage(page.Count, 0, page.Count, null);
        }

        var removals = new HistoryRemovals(page, removal);
        await ErasureRows.Remove(connection, subject, removals);
        await ErasureRows.RemoveWhatFollows(connection, subject, below);
        if (page.Count > 0)
        {
            await RetentionRows.Declare(connection, removals.Act);
        }

        return removals.Page;
    });

    public ValueTask<RetentionAct?> RemovalOf(LogEntry entry, CancellationToken cancellation = default) => ledger.Read(
        connection => connection.First(static row => SealedDeclaration.ReadRetention(row.Blob(0)), ActOf, [entry.Kind, entry.Group, entry.Number], cancellation), cancellation);

    public async ValueTask<IReadOnlyList<(long Declaration, RetentionAct Act)>> Removals(long? before, int atMost, CancellationToken cancellation = default) => await ledger.Read(
        connection => connection.All(static row => (row.GetInt64(0), SealedDeclaration.ReadRetention(row.Blob(1))), Newest, [before ?? long.MaxValue, atMost], cancellation), cancellation);

    private static async Task<List<StoredReceipt>> Looked(NpgsqlConnection connection, ReceiptRemoval removal) => removal switch
    {
        ExpiredReceipts { Act.Before: { } before } => await connection.All(
            PostgresReceiptLedger.Stored, Between, [await After(connection, RetainedKind.Receipts), ReceiptIds.LowestOf(before), removal.AtMost]),
        ReceiptsOfSubject of => await connection.All(PostgresReceiptLedger.Stored, OfSubject, [of.Subject, of.After, removal.AtMost]),
        _ => throw new ArgumentException("The removal names no receipts.", nameof(removal)),
    };

    private static Task<string?> AfterKey(NpgsqlConnection connection, string kind) =>
        connection.First(static row => row.GetString(0), "SELECT key FROM retention_cursor WHERE kind = $1 AND key IS NOT NULL", [kind]);

    private static Task<Guid> After(NpgsqlConnection connection, string kind) =>
        connection.First(static row => row.GetGuid(0), "SELECT after FROM retention_cursor WHERE kind = $1", [kind]);
}
