using CreditGate.Silo.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CreditGate.Silo.Ledger.Sqlite;

/// <summary>Records as they stand, for list queries.</summary>
internal sealed class RecordTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement _put = new(
        connection,
        """
        INSERT INTO record (subject, kind, source, number, list, via, decided_on, until, state, version, payload)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
        ON CONFLICT DO UPDATE SET decided_on = excluded.decided_on, until = excluded.until, state = excluded.state, version = excluded.version, payload = excluded.payload
        """);

    public void Put(long subject, long version, WrittenRecord written)
    {
        _put.Bind(1, subject).BindRef(2, written.Record.Ref).Bind(7, written.DecidedOn).Bind(8, written.Until)
            .Bind(9, written.State).Bind(10, version).Bind(11, written.Payload)
            .Run();
    }

    public void Dispose() => _put.Dispose();
}
