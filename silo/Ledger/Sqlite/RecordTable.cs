using System.Globalization;
using CreditGate.Domain.Records;
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

    public void Put(string subject, long version, WrittenRecord written)
    {
        var record = written.Record;
        _put.Bind(1, subject).BindRef(2, record.Ref).Bind(7, Day(record.DecidedOn)).Bind(8, Day(record.Until))
            .Bind(9, StateOf(record)).Bind(10, version).Bind(11, written.Payload)
            .Run();
    }

    public void Dispose() => _put.Dispose();

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string StateOf(PublicCreditRecord record) => record switch
    {
        { Withdrawal: not null } => "Withdrawn",
        { Repair: not null } => "Repaired",
        { Dispute: not null } => "Disputed",
        _ => "InForce",
    };
}
