using CreditGate.Actors.Cases;
using CreditGate.Actors.Feedback;
using CreditGate.Actors.Ledger;

namespace CreditGate.Silo.Ledger.Postgres;

internal sealed class PostgresLinkedAnswers(PostgresLedger ledger) : ILinkedAnswers
{
    private const string Add = "INSERT INTO receipt_linked (person, receipt) SELECT * FROM unnest($1::text[], $2::uuid[]) ON CONFLICT DO NOTHING";

    private const string Look =
        """
        INSERT INTO receipt_linked_looked AS known (segment, sequence) VALUES ($1, $2)
        ON CONFLICT (segment) DO UPDATE SET sequence = GREATEST(known.sequence, excluded.sequence)
        """;

    private const string OfPerson =
        $"SELECT {PostgresReceiptLedger.Columns} FROM receipt WHERE id IN (SELECT receipt FROM receipt_linked WHERE person = $1 AND receipt > $2 ORDER BY receipt LIMIT $3) ORDER BY id";

    public async ValueTask<IReadOnlyDictionary<string, long>> Looked(CancellationToken cancellation = default) => (await ledger.Read(
        connection => connection.All(static row => KeyValuePair.Create(row.GetString(0), row.GetInt64(1)), "SELECT segment, sequence FROM receipt_linked_looked", [], cancellation), cancellation))
        .ToDictionary(StringComparer.Ordinal);

    public Task Take(IReadOnlyList<LinkedAnswer> named, LookedThrough looked) => ledger.Write(async connection =>
    {
        await connection.Run(Add, named.Column(static one => one.Person), named.Column(static one => one.Receipt));
        await connection.Run(Look, looked.Segment, looked.Sequence);
        return named.Count;
    });

    public async ValueTask<IReadOnlyList<StoredReceipt>> Of(string person, Guid after, int atMost, CancellationToken cancellation = default) =>
        await ledger.Read(connection => connection.All(PostgresReceiptLedger.Stored, OfPerson, [person, after, atMost], cancellation), cancellation);
}
