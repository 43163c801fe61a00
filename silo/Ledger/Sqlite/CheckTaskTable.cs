using CreditGate.Actors.Feedback;
using CreditGate.Domain.Feedback;
using CreditGate.Silo.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CreditGate.Silo.Ledger.Sqlite;

/// <summary>What answers ask to be fed back, and how far receipts were looked through for it.</summary>
internal sealed class CheckTaskTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement _open = new(
        connection,
        "INSERT INTO check_task (receipt, organisation, is_open, is_overdue, due_at, version, payload) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING");

    private readonly Statement _move = new(
        connection, "UPDATE check_task SET is_open = ?3, is_overdue = ?4, due_at = ?5, version = ?6, payload = ?7 WHERE receipt = ?1 AND organisation = ?2 AND version = ?6 - 1");

    private readonly Statement _find = new(connection, "SELECT payload FROM check_task WHERE receipt = ?1");
    private readonly Statement _due = new(connection, "SELECT payload FROM check_task WHERE due_at <= ?1 ORDER BY due_at, receipt LIMIT ?2");
    private readonly Statement _list = new(
        connection,
        """
        SELECT payload FROM check_task
        WHERE receipt > ?1 AND (?2 IS NULL OR organisation = ?2) AND (?3 IS NULL OR is_open = ?3) AND (?4 IS NULL OR is_overdue = ?4)
        ORDER BY receipt LIMIT ?5
        """);

    private readonly Statement _looked = new(connection, "SELECT segment, sequence FROM receipt_looked");
    private readonly Statement _look = new(
        connection, "INSERT INTO receipt_looked (segment, sequence) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET sequence = MAX(sequence, excluded.sequence)");

    /// <summary>False when the task stands elsewhere than the step expects.</summary>
    public bool Put(PreparedStep step)
    {
        var task = step.Task;
        return (task.Version == 1 ? _open : _move).Bind(1, task.Receipt.ToByteArray(bigEndian: true)).Bind(2, task.Organisation)
            .Bind(3, task.IsOpen ? 1L : 0L).Bind(4, task.IsOverdue ? 1L : 0L).Bind(5, task.DueAt?.UtcTicks).Bind(6, (long)task.Version).Bind(7, step.Payload)
            .Run() == 1;
    }

    public CheckTask? Find(Guid receipt) => _find.Bind(1, receipt.ToByteArray(bigEndian: true)).First(Stored);

    public List<CheckTask> Due(DateTimeOffset now, int atMost) => _due.Bind(1, now.UtcTicks).Bind(2, (long)atMost).All(Stored);

    public List<CheckTask> List(CheckTaskQuery query) => _list.Bind(1, query.After.ToByteArray(bigEndian: true)).Bind(2, query.Organisation)
        .Bind(3, Flag(query.IsOpen)).Bind(4, Flag(query.IsOverdue)).Bind(5, (long)query.AtMost).All(Stored);

    public Dictionary<string, long> Looked() => _looked.All(static row => (Segment: row.Text(0), Sequence: row.Int64(1)))
        .ToDictionary(static looked => looked.Segment, static looked => looked.Sequence, StringComparer.Ordinal);

    public void Look(LookedThrough looked) => _look.Bind(1, looked.Segment).Bind(2, looked.Sequence).Run();

    public void Dispose() => Array.ForEach([_open, _move, _find, _due, _list, _looked, _look], static statement => statement.Dispose());

    private static long? Flag(bool? asked) => asked is { } known ? known ? 1L : 0L : null;

    private static CheckTask Stored(Statement row) => PreparedStep.Read(row.Span(0));
}
