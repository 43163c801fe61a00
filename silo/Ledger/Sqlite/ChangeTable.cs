using CreditGate.Silo.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CreditGate.Silo.Ledger.Sqlite;

/// <summary>The change feed, in commit order.</summary>
internal sealed class ChangeTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement _last = new(connection, "SELECT MAX(position) FROM change");
    private readonly Statement _add = new(connection, "INSERT INTO change (position, at, payload) VALUES (?1, ?2, ?3)");

    private long? _head;

    public void Add(WrittenChange change)
    {
        var position = (_head ??= _last.First(static row => row.Int64(0))) + 1;
        _add.Bind(1, position).Bind(2, change.At.UtcTicks).Bind(3, change.Payload).Run();
        _head = position;
    }

    /// <summary>After a rollback: the head in memory may be of rows that are gone.</summary>
    public void ForgetHead() => _head = null;

    public void Dispose() => Array.ForEach([_last, _add], statement => statement.Dispose());
}
