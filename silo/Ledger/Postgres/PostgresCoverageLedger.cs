using CreditGate.Actors.Coverage;
using CreditGate.Domain.Coverage;

namespace CreditGate.Silo.Ledger.Postgres;

internal sealed class PostgresCoverageLedger(PostgresLedger ledger) : ICoverageLedger
{
    // A report and a look at receipts must see each other's work, whichever is second.
    private const string TakeTurn = "SELECT pg_advisory_xact_lock(hashtextextended('creditgate coverage', 0))";

    private const string LookedOf = "SELECT sequence FROM coverage_looked WHERE segment = $1";

    private const string Look = "INSERT INTO coverage_looked (segment, sequence) VALUES ($1, $2) ON CONFLICT (segment) DO UPDATE SET sequence = excluded.sequence";

    private const string ById = $"SELECT {PostgresReceiptLedger.Columns} FROM receipt WHERE id = ANY($1)";

    private const string CountsOf =
        """
        SELECT month, department, matter, measure, count FROM coverage_count
        WHERE month BETWEEN $1 AND $2 AND ($3::text IS NULL OR department = $3) AND ($4::text IS NULL OR matter = $4) AND count <> 0
        ORDER BY month, department, matter, measure
        """;

    public async Task<IReadOnlyList<CaseOutcome>> Report(IReadOnlyList<DecidedCase> cases) => await ledger.Write(async connection =>
    {
        await connection.Run(TakeTurn);
        var ids = cases.Select(static reported => reported.Receipt).OfType<Guid>().Distinct().ToArray();
        var named = ids.Length == 0 ? [] : await connection.All(PostgresReceiptLedger.Stored, ById, [ids]);
        var work = await CoverageRows.Begin(connection, cases.Select(static reported => reported.Key));
        var outcomes = work.Report(cases, [.. named.Select(SeenReceipt.Of).OfType<SeenReceipt>()]);
        await CoverageRows.Write(connection, work);
        return outcomes;
    });

    public async ValueTask<IReadOnlyDictionary<string, long>> Looked(CancellationToken cancellation = default)
    {
        var looked = await ledger.Read(
            connection => connection.All(static row => KeyValuePair.Create(row.GetString(0), row.GetInt64(1)), "SELECT segment, sequence FROM coverage_looked", [], cancellation), cancellation);
        return looked.ToDictionary(StringComparer.Ordinal);
    }

    public Task<bool> Take(SeenPage page) => ledger.Write(async connection =>
    {
        await connection.Run(TakeTurn);
        if (await connection.First(static row => row.GetInt64(0), LookedOf, [page.Segment]) != page.After)
        {
            return false;
        }

        var naming = await CoverageRows.Naming(connection, page.Receipts);
        var work = await CoverageRows.Begin(connection, page.Receipts.Select(static receipt => receipt.Key).OfType<CaseKey>().Concat(naming.Select(static named => named.Key)));
        work.See(page, naming);
        await CoverageRows.Write(connection, work);
        await connection.Run(Look, page.Segment, page.Through);
        return true;
    });

    public async ValueTask<IReadOnlyList<CoverageCount>> Counts(int fromMonth, int toMonth, string? department, string? matter, CancellationToken cancellation = default) => await ledger.Read(
        connection => connection.All(CoverageRows.Count, CountsOf, [fromMonth, toMonth, department, matter], cancellation), cancellation);

    public async ValueTask<IReadOnlyList<ReconciledCase>> Cases(CaseQuery query, CancellationToken cancellation = default) =>
        await ledger.Read(connection => CoverageRows.List(connection, query, cancellation), cancellation);

    public ValueTask<CaseFile?> Find(CaseKey key, CancellationToken cancellation = default) =>
        ledger.Read(connection => CoverageRows.Find(connection, key, cancellation), cancellation);
}
