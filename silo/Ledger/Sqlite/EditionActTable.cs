using CreditGate.Domain.Catalogues.Publishing;
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
    private readonly Statement _declared = new(connection, "SELECT sequence, payload FROM declaration WHERE kind = 'EditionAct' ORDER BY sequence");
    private readonly Statement _keep = new(connection, "INSERT INTO edition_package (edition, content) VALUES (?1, ?2)");

    public List<byte[]> After(long sequence) => _acts.Bind(1, sequence).All(static row => row.Span(0).ToArray());

    public byte[]? Package(string edition) => _package.Bind(1, edition).First(static row => row.Span(0).ToArray());

    /// <summary>Number of the declaration of each act.</summary>
    public Dictionary<long, long> Declared() => _declared.All(static row => (SealedDeclaration.ReadAct(row.Span(1)).Sequence, row.Int64(0))).ToDictionary(static act => act.Item1, static act => act.Item2);

    /// <summary>Acts that are not declared yet, with the packages of submissions.</summary>
    public List<SealedDeclaration> Undeclared()
    {
        var declared = Declared();
        return [.. After(0).Select(WrittenAct.Read).Where(act => !declared.ContainsKey(act.Sequence))
            .Select(act => SealedDeclaration.Of(act, act.Kind == EditionActKind.Submitted ? Package(act.Edition) : null))];
    }

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

    public void Dispose() => Array.ForEach([_acts, _last, _package, _act, _declared, _keep], statement => statement.Dispose());
}
