using CreditGate.Silo.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CreditGate.Silo.Ledger.Sqlite;

/// <summary>Submitted editions and the acts about them.</summary>
internal sealed class EditionActTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement _acts = new(connection, "SELECT payload FROM edition_act WHERE sequence > ?1 ORDER BY sequence");
    private readonly Statement _last = new(connection, "SELECT COALESCE(MAX(sequence), 0) FROM edition_act");
    private readonly Statement _package = new(connection, "SELECT content FROM edition_package WHERE edition = ?1");
    private readonly Statement _act = new(connection, "INSERT INTO edition_act (sequence, payload) VALUES (?1, ?2)");
    private readonly Statement _keep = new(connection, "INSERT INTO edition_package (edition, content) VALUES (?1, ?2)");

    public List<byte[]> After(long sequence) => _acts.Bind(1, sequence).All(static row => row.Span(0).ToArray());

    public byte[]? Package(string edition) => _package.Bind(1, edition).First(static row => row.Span(0).ToArray());

    public bool TryEnter(long sequence, byte[] payload, string edition, byte[]? package)
    {
        if (_last.First(static row => row.Int64(0)) != sequence - 1)
        {
            return false;
        }

        _act.Bind(1, sequence).Bind(2, payload).Run();
        if (package is not null)
        {
            _keep.Bind(1, edition).Bind(2, package).Run();
        }

        return true;
    }

    public void Dispose() => Array.ForEach([_acts, _last, _package, _act, _keep], statement => statement.Dispose());
}
