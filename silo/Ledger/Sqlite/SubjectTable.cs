using CreditGate.Silo.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CreditGate.Silo.Ledger.Sqlite;

/// <summary>The number of each subject, by which the other tables know it, and the version at which it stands: the guard of every append.</summary>
internal sealed class SubjectTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement _find = new(connection, "SELECT subject, version FROM subject WHERE key = ?1");
    private readonly Statement _after = new(connection, "SELECT subject, key FROM subject WHERE subject > ?1 ORDER BY subject LIMIT ?2");
    private readonly Statement _enter = new(connection, "INSERT INTO subject (key, version, due_at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING");
    private readonly Statement _advance = new(connection, "UPDATE subject SET version = ?2 WHERE subject = ?1");

    // By itself, because an instant that stays must not cost a write to its index.
    private readonly Statement _reschedule = new(connection, "UPDATE subject SET due_at = ?2 WHERE subject = ?1 AND due_at IS NOT ?2");

    /// <summary>Zeros for a subject that never came.</summary>
    public (long Number, long Version) Find(string key) => _find.Bind(1, key).First(static row => (row.Int64(0), row.Int64(1)));

    public List<(long Number, string Key)> After(long number, int atMost) => _after.Bind(1, number).Bind(2, atMost).All(static row => (row.Int64(0), row.Text(1)));

    /// <summary>Moves a subject from one version to the next. Returns its number; null, without effect, when it stands elsewhere.</summary>
    public long? TryAdvance(string key, long from, long to, DateTimeOffset? dueAt)
    {
        if (from == 0)
        {
            return _enter.Bind(1, key).Bind(2, to).Bind(3, dueAt?.UtcTicks).Run() == 1 ? _enter.InsertedRow : null;
        }

        var (number, version) = Find(key);
        if (version != from)
        {
            return null;
        }

        _advance.Bind(1, number).Bind(2, to).Run();
        _reschedule.Bind(1, number).Bind(2, dueAt?.UtcTicks).Run();
        return number;
    }

    public void Dispose() => Array.ForEach([_find, _after, _enter, _advance, _reschedule], statement => statement.Dispose());
}
