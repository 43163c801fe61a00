using CreditGate.Actors.Coverage;
using CreditGate.Domain.Coverage;
using Npgsql;

namespace CreditGate.Silo.Ledger.Postgres;

/// <summary>Decided cases, their checks and the counts, read and written many at a time.</summary>
internal static class CoverageRows
{
    private const string Columns = "decided_case.timing, declaration.payload";

    private const string Joined = "decided_case JOIN declaration ON declaration.sequence = decided_case.declaration";

    private const string Keys = "(department, matter, number) IN (SELECT * FROM unnest($1::text[], $2::text[], $3::text[]))";

    private const string OfKeys = $"SELECT {Columns} FROM {Joined} WHERE {Keys}";

    private const string NewestOfKeys = $"SELECT declaration FROM decided_case WHERE {Keys}";

    private const string ChecksOfKeys = $"SELECT department, matter, number, receipt, at, valid_until, subject, by_number FROM case_check WHERE {Keys} ORDER BY receipt";

    private const string NamingReceipts = $"SELECT {Columns} FROM {Joined} WHERE receipt = ANY($1)";

    private const string Page =
        $"""
        SELECT {Columns} FROM {Joined}
        WHERE department = $1 AND timing = $2 AND month BETWEEN $3 AND $4 AND ($5::text IS NULL OR matter = $5) AND (month, matter, number) > ($6, $7, $8)
        ORDER BY month, matter, number LIMIT $9
        """;

    private const string Put =
        """
        INSERT INTO decided_case (department, matter, number, timing, month, receipt, declaration)
        SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[], $6::uuid[], $7::bigint[])
        ON CONFLICT (department, matter, number) DO UPDATE
        SET timing = excluded.timing, month = excluded.month, receipt = excluded.receipt, declaration = excluded.declaration
        """;

    private const string Retime =
        """
        UPDATE decided_case SET timing = moved.timing
        FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS moved (department, matter, number, timing)
        WHERE (decided_case.department, decided_case.matter, decided_case.number) = (moved.department, moved.matter, moved.number)
        """;

    private const string AddChecks =
        """
        INSERT INTO case_check (department, matter, number, receipt, at, valid_until, subject, by_number)
        SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::uuid[], $5::bigint[], $6::bigint[], $7::text[], $8::boolean[])
        """;

    private const string AddCounts =
        """
        INSERT INTO coverage_count AS kept (month, department, matter, measure, count)
        SELECT * FROM unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::bigint[])
        ON CONFLICT (month, department, matter, measure) DO UPDATE SET count = kept.count + excluded.count
        """;

    /// <summary>What appends add, put together and in the order of the cells: writers of several nodes cannot deadlock. Of other measures than those that move under the lock.</summary>
    public static void Add(NpgsqlBatch batch, IEnumerable<PreparedAppend> appends)
    {
        var counts = appends.SelectMany(static append => append.Counts).GroupBy(static count => count.Cell, static count => count.Count)
            .Select(static same => new CoverageCount(same.Key, same.Sum()))
            .OrderBy(static count => (count.Cell.Month, count.Cell.Measure)).ThenBy(static count => count.Cell.Department, StringComparer.Ordinal).ToArray();
        if (counts is not [])
        {
            batch.Then(AddCounts,
                counts.Column(static count => count.Cell.Month), counts.Column(static count => count.Cell.Department), counts.Column(static count => count.Cell.Matter),
                counts.Column(static count => count.Cell.Measure.ToString()), counts.Column(static count => count.Count));
        }
    }

    /// <summary>What is known of some keys. Under the lock that whoever moves coverage holds.</summary>
    public static async Task<Reconciliation> Begin(NpgsqlConnection connection, IEnumerable<CaseKey> keys)
    {
        var all = keys.Distinct().ToList();
        return all.Count == 0 ? new Reconciliation([], []) : new Reconciliation(
            await connection.All(Stored, OfKeys, KeyColumns(all)), await connection.All(Check, ChecksOfKeys, KeyColumns(all)));
    }

    public static async Task<List<(CaseKey Key, CaseCheck Check)>> Naming(NpgsqlConnection connection, IReadOnlyList<SeenReceipt> receipts)
    {
        var cases = await connection.All(Stored, NamingReceipts, [receipts.Column(static receipt => receipt.Check.Receipt)]);
        var byId = receipts.ToDictionary(static receipt => receipt.Check.Receipt);
        return [.. cases.Select(static known => known.Case).Where(known => byId[known.Receipt!.Value].Serves(known)).Select(known => byId[known.Receipt!.Value].For(known))];
    }

    public static Task<List<ReconciledCase>> List(NpgsqlConnection connection, CaseQuery query, CancellationToken cancellation) => connection.All(Stored, Page,
    [
        query.Department, query.Timing.ToString(), query.FromMonth, query.ToMonth, query.Matter,
        query.After?.Month ?? 0, query.After?.Matter ?? "", query.After?.Number ?? "", query.AtMost,
    ], cancellation);

    public static async Task<CaseFile?> Find(NpgsqlConnection connection, CaseKey key, CancellationToken cancellation) =>
        await connection.First(Stored, OfKeys, KeyColumns([key]), cancellation) is { } known
            ? new CaseFile(known, await connection.First(static row => row.GetInt64(0), NewestOfKeys, KeyColumns([key]), cancellation), [.. (await connection.All(Check, ChecksOfKeys, KeyColumns([key]), cancellation)).Select(static check => check.Check)])
            : null;

    public static async Task Write(NpgsqlConnection connection, Reconciliation work)
    {
        var sequences = await DeclarationRows.Add(connection, [.. work.Entered.Select(SealedDeclaration.Of)]);
        var newest = work.Entered.Zip(sequences).GroupBy(static entered => entered.First.Key).ToDictionary(static same => same.Key, static same => same.Last().Second);
        var (put, retimed) = (work.Moved.Where(moved => newest.ContainsKey(moved.Case.Key)).ToList(), work.Moved.Where(moved => !newest.ContainsKey(moved.Case.Key)).ToList());
        await connection.Run(Put,
        [
            .. KeyColumns([.. put.Select(static moved => moved.Case.Key)]), put.Column(static moved => moved.TimingText()), put.Column(static moved => moved.Case.Month),
            put.Column(static moved => moved.Case.Receipt), put.Column(moved => newest[moved.Case.Key]),
        ]);
        await connection.Run(Retime, [.. KeyColumns([.. retimed.Select(static moved => moved.Case.Key)]), retimed.Column(static moved => moved.TimingText())]);
        var added = work.Added;
        await connection.Run(AddChecks,
        [
            .. KeyColumns([.. added.Select(static check => check.Key)]), added.Column(static check => check.Check.Receipt), added.Column(static check => check.Check.At.UtcTicks),
            added.Column(static check => check.Check.ValidUntil.UtcTicks), added.Column(static check => check.Check.Subject), added.Column(static check => check.Check.ByNumber),
        ]);
        await Count(connection, work.Counts);
    }

    /// <summary>Each cell once, and in one order: two transactions that count meet in no circle.</summary>
    public static async Task Count(NpgsqlConnection connection, IEnumerable<CoverageCount> changes)
    {
        var counts = changes.GroupBy(static change => change.Cell).Select(static same => new CoverageCount(same.Key, same.Sum(static change => change.Count))).Where(static count => count.Count != 0)
            .OrderBy(static count => (count.Cell.Month, count.Cell.Department, count.Cell.Matter, count.Cell.Measure)).ToList();
        if (counts.Count == 0)
        {
            return;
        }

        await connection.Run(
            AddCounts,
            counts.Column(static count => count.Cell.Month), counts.Column(static count => count.Cell.Department), counts.Column(static count => count.Cell.Matter),
            counts.Column(static count => count.Cell.Measure.ToString()), counts.Column(static count => count.Count));
    }

    public static CoverageCount Count(NpgsqlDataReader row) => new(
        new CoverageCell(row.GetInt32(0), row.GetString(1), row.GetString(2), Enum.Parse<CoverageMeasure>(row.GetString(3))), row.GetInt64(4));

    private static object?[] KeyColumns(IReadOnlyList<CaseKey> keys) =>
        [keys.Column(static key => key.Department), keys.Column(static key => key.Matter), keys.Column(static key => key.Number)];

    private static ReconciledCase Stored(NpgsqlDataReader row) => CaseTimings.Read(row.GetString(0), SealedDeclaration.ReadCase(row.Blob(1)));

    private static (CaseKey Key, CaseCheck Check) Check(NpgsqlDataReader row) => (
        new CaseKey(row.GetString(0), row.GetString(1), row.GetString(2)), new CaseCheck(row.GetGuid(3), row.Instant(4), row.Instant(5), row.TextOrNull(6), row.GetBoolean(7)));
}
