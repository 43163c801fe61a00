using CreditGate.Silo.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CreditGate.Silo.Ledger.Sqlite;

/// <summary>The editions whose start the feed has told, or knew from its beginning.</summary>
internal sealed class EditionTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement _all = new(connection, "SELECT edition FROM edition_announced");
    private readonly Statement _add = new(connection, "INSERT INTO edition_announced (edition) VALUES (?1) ON CONFLICT DO NOTHING");

    public HashSet<string> All() => _all.All(static row => row.Text(0)).ToHashSet(StringComparer.Ordinal);

    public bool TryAdd(string edition) => _add.Bind(1, edition).Run() == 1;

    public void Dispose() => Array.ForEach([_all, _add], statement => statement.Dispose());
}
