using CreditGate.Actors.Cases;

namespace CreditGate.Silo.Ledger.Postgres;

internal sealed class PostgresCaseLedger(PostgresLedger ledger) : ICaseLedger
{
    private const string OfId = "SELECT subject, payload FROM case_file WHERE id = $1";

    private const string DueUntil = "SELECT subject, payload FROM case_file WHERE due_at <= $1 ORDER BY due_at, id LIMIT $2";

    private const string Page =
        """
        SELECT subject, payload FROM case_file
        WHERE kind = $1 AND id > $2 AND ($3::text IS NULL OR source = $3 OR opened_by = $3 OR EXISTS (SELECT 1 FROM case_party WHERE department = $3 AND case_party.id = case_file.id)) AND ($4::boolean IS NULL OR is_open = $4)
        ORDER BY id LIMIT $5
        """;

    public ValueTask<StoredCase?> Find(string id, CancellationToken cancellation = default) =>
        ledger.Read(connection => connection.First(CaseRows.Stored, OfId, [id], cancellation), cancellation);

    public async ValueTask<IReadOnlyList<StoredCase>> List(CaseQuery query, CancellationToken cancellation = default) => await ledger.Read(
        connection => connection.All(CaseRows.Stored, Page, [query.Kind.ToString(), query.After, query.Organisation, query.IsOpen, query.AtMost], cancellation), cancellation);

    public async ValueTask<IReadOnlyList<StoredCase>> Due(DateTimeOffset now, int atMost, CancellationToken cancellation = default) =>
        await ledger.Read(connection => connection.All(CaseRows.Stored, DueUntil, [now.UtcTicks, atMost], cancellation), cancellation);
}
