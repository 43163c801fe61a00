using CreditGate.Silo.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CreditGate.Silo.Ledger.Sqlite;

/// <summary>The version at which each subject stands; the guard of every append.</summary>
internal sealed class SubjectTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement _version = new(connection, "SELECT version FROM subject WHERE subject = ?1");
    private readonly Statement _enter = new(connection, "INSERT INTO subject (subject, version, due_at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING");
    private readonly Statement _advance = new(connection, "UPDATE subject SET version = ?2, due_at = ?3 WHERE subject = ?1 AND version = ?4");

    public long Version(string subject) => _version.Bind(1, subject).First(static row => row.Int64(0));

    /// <summary>Moves a subject from one version to the next; false, without effect, when it stands elsewhere.</summary>
    public bool TryAdvance(string subject, long from, long to, DateTimeOffset? dueAt) =>
        (from == 0 ? _enter : _advance.Bind(4, from)).Bind(1, subject).Bind(2, to).Bind(3, dueAt?.UtcTicks).Run() == 1;

    public void Dispose() => Array.ForEach([_version, _enter, _advance], statement => statement.Dispose());
}
