using CreditGate.Actors.Evidence;
using CreditGate.Domain.Evidence.Log;
using CreditGate.Domain.Evidence.Rows;
using Npgsql;

namespace CreditGate.Silo.Ledger.Postgres;

internal sealed class PostgresEvidenceLedger(PostgresLedger ledger) : IEvidenceLedger
{
    private const string AfterPosition = "SELECT position, segment, sequence, commitment, chain FROM event WHERE position > $1 ORDER BY position LIMIT $2";

    private const string AfterSequence = "SELECT 0::bigint, segment, sequence, commitment, chain FROM receipt WHERE segment = $1 AND sequence > $2 ORDER BY sequence LIMIT $3";

    private const string DeclarationsAfter = "SELECT 0::bigint, segment, sequence, commitment, chain FROM declaration WHERE sequence > $1 ORDER BY sequence LIMIT $2";

    private const string FeedbackAfter = "SELECT 0::bigint, segment, sequence, commitment, chain FROM feedback WHERE sequence > $1 ORDER BY sequence LIMIT $2";

    private const string OneDeclaration = "SELECT sequence, kind, at, organisation, credential, payload, segment, salt, commitment, chain FROM declaration WHERE sequence = $1";

    private const string OneFeedback = "SELECT sequence, organisation, action, at, credential, payload, segment, salt, commitment, chain FROM feedback WHERE receipt = $1 AND code = $2";

    private const string LastOfRun = "SELECT last FROM evidence_run WHERE kind = $1 AND segment = $2 ORDER BY first DESC LIMIT 1";

    private const string RunOf = "SELECT first_index - first, last FROM evidence_run WHERE kind = $1 AND segment = $2 AND first <= $3 ORDER BY first DESC LIMIT 1";

    // Nodes seal in turn: the lock is held to the commit, and whoever comes second sees the size that the first one left.
    private const string TakeTurn = "SELECT pg_advisory_xact_lock(hashtextextended('creditgate seal', 0))";

    private const string AddCheckpoint =
        """
        INSERT INTO evidence_checkpoint (size, at, note) SELECT $1, $2, $3
        WHERE COALESCE((SELECT MAX(size) FROM evidence_checkpoint), 0) = $4
        """;

    private const string PutTiles =
        """
        INSERT INTO evidence_tile (level, number, hashes) SELECT * FROM unnest($1::int[], $2::bigint[], $3::bytea[])
        ON CONFLICT (level, number) DO UPDATE SET hashes = excluded.hashes
        """;

    private const string AddRuns =
        "INSERT INTO evidence_run (first_index, kind, segment, first, last) SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::bigint[], $5::bigint[])";

    public ValueTask<StoredCheckpoint?> Newest(CancellationToken cancellation = default) => ledger.Read(
        connection => connection.First(Stored, "SELECT size, at, note FROM evidence_checkpoint ORDER BY size DESC LIMIT 1", [], cancellation), cancellation);

    public async ValueTask<IReadOnlyList<StoredCheckpoint>> Checkpoints(long afterSize, int atMost, CancellationToken cancellation = default) => await ledger.Read(
        connection => connection.All(Stored, "SELECT size, at, note FROM evidence_checkpoint WHERE size > $1 ORDER BY size LIMIT $2", [afterSize, atMost], cancellation), cancellation);

    public ValueTask<long> LastSealed(string kind, string segment, CancellationToken cancellation = default) =>
        ledger.Read(connection => connection.First(static row => row.GetInt64(0), LastOfRun, [kind, segment], cancellation), cancellation);

    public async ValueTask<IReadOnlyList<LogEntry>> Events(long afterPosition, int atMost, CancellationToken cancellation = default) =>
        await ledger.Read(connection => connection.All(static row => Entry(LogEntry.Event, row), AfterPosition, [afterPosition, atMost], cancellation), cancellation);

    public async ValueTask<IReadOnlyList<string>> ReceiptSegments(CancellationToken cancellation = default) => await ledger.Read(
        connection => connection.All(static row => row.GetString(0), "SELECT segment FROM receipt_segment ORDER BY segment", [], cancellation), cancellation);

    public async ValueTask<IReadOnlyList<LogEntry>> Receipts(string segment, long afterSequence, int atMost, CancellationToken cancellation = default) => await ledger.Read(
        connection => connection.All(static row => Entry(LogEntry.Receipt, row), AfterSequence, [segment, afterSequence, atMost], cancellation), cancellation);

    public async ValueTask<IReadOnlyList<LogEntry>> Feedback(long afterSequence, int atMost, CancellationToken cancellation = default) =>
        await ledger.Read(connection => connection.All(static row => Entry(LogEntry.Feedback, row), FeedbackAfter, [afterSequence, atMost], cancellation), cancellation);

    public async ValueTask<IReadOnlyList<LogEntry>> Declarations(long afterSequence, int atMost, CancellationToken cancellation = default) =>
        await ledger.Read(connection => connection.All(static row => Entry(LogEntry.Declaration, row), DeclarationsAfter, [afterSequence, atMost], cancellation), cancellation);

    public ValueTask<FeedbackRow?> FindFeedback(Guid receipt, string code, CancellationToken cancellation = default) => ledger.Read(
        connection => connection.First(
            row => new FeedbackRow(
                row.GetInt64(0), receipt, code, row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetString(4), row.Blob(5), row.GetString(6), row.Blob(7), row.Blob(8), row.Blob(9)),
            OneFeedback, [receipt, code], cancellation),
        cancellation);

    public ValueTask<DeclarationRow?> FindDeclaration(long sequence, CancellationToken cancellation = default) => ledger.Read(
        connection => connection.First(
            static row => new DeclarationRow(
                row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetString(3), row.GetString(4), row.Blob(5), row.GetString(6), row.Blob(7), row.Blob(8), row.Blob(9)),
            OneDeclaration, [sequence], cancellation),
        cancellation);

    public async ValueTask<long?> IndexOf(string kind, string segment, long number, CancellationToken cancellation = default)
    {
        var run = await ledger.Read(
            connection => connection.First(static row => ((long Offset, long Last)?)(row.GetInt64(0), row.GetInt64(1)), RunOf, [kind, segment, number], cancellation), cancellation);
        return run is var (offset, last) && number <= last ? offset + number : null;
    }

    public ValueTask<byte[]?> Find(int level, long number) => ledger.Read(
        connection => connection.First(static row => row.Blob(0), "SELECT hashes FROM evidence_tile WHERE level = $1 AND number = $2", [level, number]), CancellationToken.None);

    public Task<bool> Seal(Seal seal) => ledger.Write(async connection =>
    {
        await connection.Run(TakeTurn);
        var checkpoint = seal.Checkpoint;
        if (await connection.Run(AddCheckpoint, checkpoint.Size, checkpoint.At.UtcTicks, seal.Sealed.Note, checkpoint.SizeBefore) == 0)
        {
            return false;
        }

        var tiles = seal.Tiles.ToArray();
        await connection.Run(PutTiles, tiles.Column(static tile => tile.Key.Level), tiles.Column(static tile => tile.Key.Number), tiles.Column(static tile => tile.Value.ToArray()));
        var runs = seal.Runs.ToArray();
        await connection.Run(AddRuns,
            runs.Column(static run => run.FirstIndex), runs.Column(static run => run.Run.Kind), runs.Column(static run => run.Run.Segment),
            runs.Column(static run => run.Run.First), runs.Column(static run => run.Run.Last));
        return true;
    });

    private static LogEntry Entry(string kind, NpgsqlDataReader row) => new(kind, row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.Blob(3), row.Blob(4));

    private static StoredCheckpoint Stored(NpgsqlDataReader row) => new(row.GetInt64(0), row.Instant(1), row.GetString(2));
}
