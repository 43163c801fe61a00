using System.Data.Common;
using CreditGate.Domain.Evidence.Log;
using CreditGate.Domain.Evidence.Rows;

namespace CreditGate.Verify.Ledgers;

/// <summary>The rows of a ledger's evidence tables, in order and one after the other, however many there are.</summary>
/// <param name="sequence">The column of an event's place in its segment: SQLite has one segment at a time, and its positions serve. It also knows subjects by number.</param>
internal sealed class LedgerRows(DbConnection connection, string sequence)
{
    public const string BySequence = "sequence";
    public const string ByPosition = "position";

    private bool HasNumberedSubjects => sequence == ByPosition;

    private string Subject => HasNumberedSubjects ? "subject.key" : "event.subject";

    private string EventsWithSubjects => HasNumberedSubjects ? "event LEFT JOIN subject ON subject.subject = event.subject" : "event";

    /// <summary>In the order of positions.</summary>
    public IEnumerable<EventRow> Events(string order = "position") => Read(
        $"SELECT position, {Subject}, event.version, at, actor, kind, payload, segment, {sequence}, salt, commitment, chain FROM {EventsWithSubjects} ORDER BY {order}",
        static row => new EventRow(
            row.Long(0), row.Text(1), row.Long(2), row.Long(3), row.Text(4), row.Text(5), row.Bytes(6), row.Text(7), row.Long(8), row.Bytes(9), row.Bytes(10), row.Bytes(11)));

    /// <summary>Segment by segment, in the order of sequences.</summary>
    public IEnumerable<ReceiptRow> Receipts() => Read(
        """
        SELECT id, at, subject, subject_version, matter, outcome, credential, business_number, request_id, request_hash, payload, segment, sequence, salt, commitment, chain
        FROM receipt ORDER BY segment, sequence
        """,
        static row => new ReceiptRow(
            row.Id(0), row.Long(1), row.Text(2), row.Long(3), row.Text(4), row.Text(5), row.Text(6), row.TextOrNull(7), row.TextOrNull(8), row.BytesOrNull(9),
            PackedContent.Unpack(row.Bytes(10)), row.Text(11), row.Long(12), row.Bytes(13), row.Bytes(14), row.Bytes(15)));

    /// <summary>In the order of sequences; a ledger of before feedback has none.</summary>
    public IEnumerable<FeedbackRow> Feedback() => !Has("feedback") ? [] : Read(
        "SELECT sequence, receipt, code, organisation, action, at, credential, payload, segment, salt, commitment, chain FROM feedback ORDER BY sequence",
        static row => new FeedbackRow(
            row.Long(0), row.Id(1), row.Text(2), row.Text(3), row.Text(4), row.Long(5), row.Text(6), row.Bytes(7), row.Text(8), row.Bytes(9), row.Bytes(10), row.Bytes(11)));

    /// <summary>In the order of sequences; a ledger of before declarations has none.</summary>
    public IEnumerable<DeclarationRow> Declarations() => Declarations("");

    /// <summary>The declarations of holds and removals alone.</summary>
    public IEnumerable<DeclarationRow> RetentionActs() => Declarations("WHERE kind IN ('LegalHold', 'Removal')");

    private IEnumerable<DeclarationRow> Declarations(string which) => !Has("declaration") ? [] : Read(
        $"SELECT sequence, kind, at, organisation, credential, payload, segment, salt, commitment, chain FROM declaration {which} ORDER BY sequence",
        static row => new DeclarationRow(
            row.Long(0), row.Text(1), row.Long(2), row.Text(3), row.Text(4), row.Bytes(5), row.Text(6), row.Bytes(7), row.Bytes(8), row.Bytes(9)));

    public IEnumerable<(long Sequence, byte[] Payload)> EditionActs() => !Has("edition_act") ? [] : Read(
        "SELECT sequence, payload FROM edition_act ORDER BY sequence", static row => (row.Long(0), row.Bytes(1)));

    public IEnumerable<(string Edition, byte[] Content)> EditionPackages() => !Has("edition_package") ? [] : Read(
        "SELECT edition, content FROM edition_package ORDER BY edition", static row => (row.Text(0), row.Bytes(1)));

    /// <summary>Smallest first.</summary>
    public IEnumerable<CheckpointRow> Checkpoints() => Read(
        "SELECT size, at, note FROM evidence_checkpoint ORDER BY size", static row => new CheckpointRow(row.Long(0), row.Long(1), row.Text(2)));

    public IEnumerable<(long FirstIndex, EntryRun Run)> Runs() => Read(
        "SELECT first_index, kind, segment, first, last FROM evidence_run ORDER BY first_index",
        static row => (row.Long(0), new EntryRun(row.Text(1), row.Text(2), row.Long(3), row.Long(4))));

    public IEnumerable<(TileAt At, byte[] Hashes)> Tiles() => Read(
        "SELECT level, number, hashes FROM evidence_tile ORDER BY level, number", static row => (new TileAt((int)row.Long(0), row.Long(1)), row.Bytes(2)));

    private bool Has(string table) => Read(
        HasNumberedSubjects ? $"SELECT COUNT(*) FROM sqlite_master WHERE name = '{table}'" : $"SELECT COUNT(to_regclass('{table}'))", static row => row.Long(0)).First() > 0;

    private IEnumerable<T> Read<T>(string sql, Func<DbDataReader, T> read)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            yield return read(rows);
        }
    }
}

/// <summary>A checkpoint as the ledger keeps it.</summary>
internal sealed record CheckpointRow(long Size, long At, string Note);
