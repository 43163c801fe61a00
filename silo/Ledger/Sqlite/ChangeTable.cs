using System.Text.Json;
using CreditGate.Actors.Changes;
using CreditGate.Domain;
using CreditGate.Silo.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CreditGate.Silo.Ledger.Sqlite;

/// <summary>The change feed, in commit order.</summary>
internal sealed class ChangeTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement _first = new(connection, "SELECT MIN(position) FROM change");
    private readonly Statement _last = new(connection, "SELECT MAX(position) FROM change");
    private readonly Statement _after = new(connection, "SELECT position, payload FROM change WHERE position > ?1 ORDER BY position LIMIT ?2");
    private readonly Statement _oldest = new(connection, "SELECT position, at FROM change ORDER BY position LIMIT ?1");
    private readonly Statement _forget = new(connection, "DELETE FROM change WHERE position < ?1");
    private readonly Statement _add = new(connection, "INSERT INTO change (position, at, payload) VALUES (?1, ?2, ?3)");

    private long? _head;

    public long First() => _first.First(static row => row.Int64(0));

    public long Last() => _last.First(static row => row.Int64(0));

    public List<StoredChange> After(long position, int atMost) => _after.Bind(1, position).Bind(2, atMost).All(Stored);

    public void Add(WrittenChange change)
    {
        var position = (_head ??= Last()) + 1;
        _add.Bind(1, position).Bind(2, change.At.UtcTicks).Bind(3, change.Payload).Run();
        _head = position;
    }

    /// <summary>Forgets from the beginning, as far as entries are old, up to so many: what remains has no gap. The newest stays, so that positions go on after it.</summary>
    public int Forget(DateTimeOffset olderThan, int atMost)
    {
        var oldest = _oldest.Bind(1, atMost + 1).All(static row => (Position: row.Int64(0), At: row.Int64(1)));
        var forgotten = oldest.TakeWhile(entry => entry.At < olderThan.UtcTicks).Count();
        return forgotten == 0 || oldest.Count == 1 ? 0 : _forget.Bind(1, oldest[Math.Min(forgotten, oldest.Count - 1)].Position).Run();
    }

    /// <summary>After a rollback: the head in memory may be of rows that are gone.</summary>
    public void ForgetHead() => _head = null;

    public void Dispose() => Array.ForEach([_first, _last, _after, _oldest, _forget, _add], statement => statement.Dispose());

    private static StoredChange Stored(Statement row) => new(
        row.Int64(0),
        JsonSerializer.Deserialize(row.Span(1), LedgerJson.Context.StandingChange) ?? throw new InvalidDataException($"Entry {row.Int64(0)} of the change feed is empty."));
}
