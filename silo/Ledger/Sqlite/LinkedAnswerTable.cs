using CreditGate.Actors.Cases;
using CreditGate.Actors.Feedback;
using CreditGate.Silo.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CreditGate.Silo.Ledger.Sqlite;

/// <summary>Whom checks named beside their subject, and how far receipts were looked through for it.</summary>
internal sealed class LinkedAnswerTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement _add = new(connection, "INSERT INTO receipt_linked (person, receipt) VALUES (?1, ?2) ON CONFLICT DO NOTHING");
    private readonly Statement _of = new(connection, "SELECT receipt FROM receipt_linked WHERE person = ?1 AND receipt > ?2 ORDER BY receipt LIMIT ?3");
    private readonly Statement _looked = new(connection, "SELECT segment, sequence FROM receipt_linked_looked");
    private readonly Statement _look = new(
        connection, "INSERT INTO receipt_linked_looked (segment, sequence) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET sequence = MAX(sequence, excluded.sequence)");

    public void Add(LinkedAnswer named) => _add.Bind(1, named.Person).Bind(2, named.Receipt.ToByteArray(bigEndian: true)).Run();

    public List<Guid> Of(string person, Guid after, int atMost) => _of.Bind(1, person).Bind(2, after.ToByteArray(bigEndian: true)).Bind(3, (long)atMost)
        .All(static row => new Guid(row.Span(0), bigEndian: true));

    public Dictionary<string, long> Looked() => _looked.All(static row => (Segment: row.Text(0), Sequence: row.Int64(1)))
        .ToDictionary(static looked => looked.Segment, static looked => looked.Sequence, StringComparer.Ordinal);

    public void Look(LookedThrough looked) => _look.Bind(1, looked.Segment).Bind(2, looked.Sequence).Run();

    public void Dispose() => Array.ForEach([_add, _of, _looked, _look], static statement => statement.Dispose());
}
