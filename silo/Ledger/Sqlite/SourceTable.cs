using CreditGate.Silo.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CreditGate.Silo.Ledger.Sqlite;

/// <summary>The newest declared instant of each source.</summary>
internal sealed class SourceTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement _all = new(connection, "SELECT code, as_of FROM source");
    private readonly Statement _seen = new(
        connection,
        "INSERT INTO source (code, as_of) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET as_of = excluded.as_of WHERE excluded.as_of > as_of");

    public void Seen(string source, DateTimeOffset asOf) => _seen.Bind(1, source).Bind(2, asOf.UtcTicks).Run();

    public Dictionary<string, DateTimeOffset> All() =>
        _all.All(static row => KeyValuePair.Create(row.Text(0), new DateTimeOffset(row.Int64(1), TimeSpan.Zero))).ToDictionary(StringComparer.Ordinal);

    public void Dispose() => Array.ForEach([_all, _seen], statement => statement.Dispose());
}
