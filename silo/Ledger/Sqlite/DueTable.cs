using CreditGate.Actors.Changes;
using CreditGate.Domain.Identity;
using CreditGate.Silo.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CreditGate.Silo.Ledger.Sqlite;

/// <summary>When time alone will next change something for a subject. A column of its own row, so that every append sets it.</summary>
internal sealed class DueTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement _due = new(connection, "SELECT key, version, due_at FROM subject WHERE due_at <= ?1 ORDER BY due_at LIMIT ?2");
    private readonly Statement _reschedule = new(connection, "UPDATE subject SET due_at = ?3 WHERE key = ?1 AND version = ?2");
    private readonly Statement _page = new(connection, "SELECT key FROM subject WHERE key > ?1 ORDER BY key LIMIT ?2");
    private readonly Statement _callUp = new(
        connection,
        """
        UPDATE subject SET due_at = ?1
        WHERE key > ?2 AND key <= ?3 AND (due_at IS NULL OR due_at > ?1)
        AND EXISTS (SELECT 1 FROM record WHERE record.subject = subject.subject AND kind NOT IN ('Registration', 'Permit'))
        """);

    public List<DueSubject> Due(DateTimeOffset now, int atMost) => _due.Bind(1, now.UtcTicks).Bind(2, atMost).All(Read);

    public void Reschedule(DueSubject subject) => _reschedule.Bind(1, subject.Subject.Value).Bind(2, subject.Version).Bind(3, subject.DueAt?.UtcTicks).Run();

    public string? CallUp(DateTimeOffset dueAt, string after, int atMost)
    {
        if (_page.Bind(1, after).Bind(2, atMost).All(static row => row.Text(0)) is not [.., var last])
        {
            return null;
        }

        _callUp.Bind(1, dueAt.UtcTicks).Bind(2, after).Bind(3, last).Run();
        return last;
    }

    public void Dispose() => Array.ForEach([_due, _reschedule, _page, _callUp], statement => statement.Dispose());

    private static DueSubject Read(Statement row) => SubjectKey.TryParse(row.Text(0), out var subject)
        ? new DueSubject(subject, row.Int64(1), new DateTimeOffset(row.Int64(2), TimeSpan.Zero))
        : throw new InvalidDataException("A subject's row names no subject.");
}
