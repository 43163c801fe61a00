using CreditGate.Domain.Evidence.Log;
using CreditGate.Domain.Evidence.Rows;
using CreditGate.Silo.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CreditGate.Silo.Ledger.Sqlite;

/// <summary>Events, receipts, feedback and declarations as the log takes them in: their places and hashes.</summary>
internal sealed class EntryTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement _events = new(connection, "SELECT position, segment, commitment, chain FROM event WHERE position > ?1 ORDER BY position LIMIT ?2");
    private readonly Statement _receipts = new(
        connection, "SELECT sequence, commitment, chain FROM receipt WHERE segment = ?1 AND sequence > ?2 ORDER BY sequence LIMIT ?3");

    private readonly Statement _declarations = new(connection, "SELECT sequence, segment, commitment, chain FROM declaration WHERE sequence > ?1 ORDER BY sequence LIMIT ?2");
    private readonly Statement _feedback = new(connection, "SELECT sequence, segment, commitment, chain FROM feedback WHERE sequence > ?1 ORDER BY sequence LIMIT ?2");

    private readonly Statement _oneDeclaration = new(
        connection, "SELECT sequence, kind, at, organisation, credential, payload, segment, salt, commitment, chain FROM declaration WHERE sequence = ?1");

    private readonly Statement _oneFeedback = new(
        connection, "SELECT sequence, organisation, action, at, credential, payload, segment, salt, commitment, chain FROM feedback WHERE receipt = ?1 AND code = ?2");

    // From one segment to the next by the index: as many steps as there are segments.
    private readonly Statement _segments = new(
        connection,
        """
        WITH RECURSIVE known (segment) AS (
            SELECT MIN(segment) FROM receipt
            UNION ALL SELECT (SELECT MIN(segment) FROM receipt WHERE receipt.segment > known.segment) FROM known WHERE known.segment IS NOT NULL)
        SELECT segment FROM known WHERE segment IS NOT NULL
        """);

    public List<LogEntry> Events(long afterPosition, int atMost) => _events.Bind(1, afterPosition).Bind(2, atMost)
        .All(static row => new LogEntry(LogEntry.Event, row.Int64(0), row.Text(1), row.Int64(0), row.Blob(2), row.Blob(3)));

    public List<LogEntry> Receipts(string segment, long afterSequence, int atMost) => _receipts.Bind(1, segment).Bind(2, afterSequence).Bind(3, atMost)
        .All(row => new LogEntry(LogEntry.Receipt, 0, segment, row.Int64(0), row.Blob(1), row.Blob(2)));

    public List<LogEntry> Declarations(long afterSequence, int atMost) => _declarations.Bind(1, afterSequence).Bind(2, atMost)
        .All(static row => new LogEntry(LogEntry.Declaration, 0, row.Text(1), row.Int64(0), row.Blob(2), row.Blob(3)));

    public List<LogEntry> Feedback(long afterSequence, int atMost) => _feedback.Bind(1, afterSequence).Bind(2, atMost)
        .All(static row => new LogEntry(LogEntry.Feedback, 0, row.Text(1), row.Int64(0), row.Blob(2), row.Blob(3)));

    public DeclarationRow? FindDeclaration(long sequence) => _oneDeclaration.Bind(1, sequence).First(static row => new DeclarationRow(
        row.Int64(0), row.Text(1), row.Int64(2), row.Text(3), row.Text(4), row.Blob(5), row.Text(6), row.Blob(7), row.Blob(8), row.Blob(9)));

    public FeedbackRow? FindFeedback(Guid receipt, string code) => _oneFeedback.Bind(1, receipt.ToByteArray(bigEndian: true)).Bind(2, code).First(row => new FeedbackRow(
        row.Int64(0), receipt, code, row.Text(1), row.Text(2), row.Int64(3), row.Text(4), row.Blob(5), row.Text(6), row.Blob(7), row.Blob(8), row.Blob(9)));

    public List<string> Segments() => _segments.All(static row => row.Text(0));

    public void Dispose() => Array.ForEach([_events, _receipts, _feedback, _declarations, _oneDeclaration, _oneFeedback, _segments], static statement => statement.Dispose());
}
