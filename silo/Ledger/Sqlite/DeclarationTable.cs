using CreditGate.Domain.Access;
using CreditGate.Silo.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CreditGate.Silo.Ledger.Sqlite;

/// <summary>Declarations in the order in which they came, each chained to the one before.</summary>
internal sealed class DeclarationTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement _last = new(connection, "SELECT segment, sequence, chain FROM declaration ORDER BY sequence DESC LIMIT 1");
    private readonly Statement _add = new(
        connection,
        "INSERT INTO declaration (sequence, kind, at, organisation, credential, payload, segment, salt, commitment, chain) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");

    private readonly Statement _lastChange = new(connection, "SELECT payload FROM declaration WHERE kind = 'CredentialChange' ORDER BY sequence DESC LIMIT 1");

    /// <summary>Returns the sequence of each.</summary>
    public List<long> Add(IEnumerable<SealedDeclaration> declarations)
    {
        var head = DeclarationHead.After(_last.First(static row => new DeclarationHead(row.Text(0), row.Int64(1), row.Blob(2))));
        var sequences = new List<long>();
        foreach (var added in declarations)
        {
            head = head.After(added);
            _add.Bind(1, head.Sequence).Bind(2, added.Kind).Bind(3, added.At.UtcTicks).Bind(4, added.Organisation).Bind(5, added.Credential)
                .Bind(6, added.Content.Payload).Bind(7, head.Segment).Bind(8, added.Content.Salt).Bind(9, added.Content.Commitment).Bind(10, head.Chain)
                .Run();
            sequences.Add(head.Sequence);
        }

        return sequences;
    }

    /// <summary>The change of a credential that was declared last; null before the first.</summary>
    public AccessAct? LastChange() => _lastChange.First(static row => SealedDeclaration.ReadAccess(row.Blob(0)));

    public void Dispose() => Array.ForEach([_last, _add, _lastChange], static statement => statement.Dispose());
}
