using CreditGate.Actors.Evidence;
using CreditGate.Domain.Evidence.Log;
using CreditGate.Domain.Evidence.Rows;

namespace CreditGate.Silo.Ledger.Sqlite;

internal sealed class SqliteEvidenceLedger(SqliteLedger ledger) : IEvidenceLedger
{
    public ValueTask<StoredCheckpoint?> Newest(CancellationToken cancellation = default) => ledger.Read(static tables => tables.Evidence.Newest(), cancellation);

    public async ValueTask<IReadOnlyList<StoredCheckpoint>> Checkpoints(long afterSize, int atMost, CancellationToken cancellation = default) =>
        await ledger.Read(tables => tables.Evidence.Checkpoints(afterSize, atMost), cancellation);

    public ValueTask<long> LastSealed(string kind, string segment, CancellationToken cancellation = default) =>
        ledger.Read(tables => tables.Evidence.LastSealed(kind, segment), cancellation);

    public async ValueTask<IReadOnlyList<LogEntry>> Events(long afterPosition, int atMost, CancellationToken cancellation = default) =>
        await ledger.Read(tables => tables.Entries.Events(afterPosition, atMost), cancellation);

    public async ValueTask<IReadOnlyList<string>> ReceiptSegments(CancellationToken cancellation = default) =>
        await ledger.Read(static tables => tables.Entries.Segments(), cancellation);

    public async ValueTask<IReadOnlyList<LogEntry>> Receipts(string segment, long afterSequence, int atMost, CancellationToken cancellation = default) =>
        await ledger.Read(tables => tables.Entries.Receipts(segment, afterSequence, atMost), cancellation);

    public async ValueTask<IReadOnlyList<LogEntry>> Feedback(long afterSequence, int atMost, CancellationToken cancellation = default) =>
        await ledger.Read(tables => tables.Entries.Feedback(afterSequence, atMost), cancellation);

    public async ValueTask<IReadOnlyList<LogEntry>> Declarations(long afterSequence, int atMost, CancellationToken cancellation = default) =>
        await ledger.Read(tables => tables.Entries.Declarations(afterSequence, atMost), cancellation);

    public ValueTask<FeedbackRow?> FindFeedback(Guid receipt, string code, CancellationToken cancellation = default) =>
        ledger.Read(tables => tables.Entries.FindFeedback(receipt, code), cancellation);

    public ValueTask<DeclarationRow?> FindDeclaration(long sequence, CancellationToken cancellation = default) =>
        ledger.Read(tables => tables.Entries.FindDeclaration(sequence), cancellation);

    public ValueTask<long?> IndexOf(string kind, string segment, long number, CancellationToken cancellation = default) =>
        ledger.Read(tables => tables.Evidence.IndexOf(kind, segment, number), cancellation);

    public ValueTask<byte[]?> Find(int level, long number) => ledger.Read(tables => tables.Evidence.Tile(level, number), CancellationToken.None);

    public Task<bool> Seal(Seal seal) => ledger.Write(1 + seal.Tiles.Count, session => session.Tables.Evidence.Seal(seal));
}
