using CreditGate.Domain.Coverage;
using CreditGate.Silo.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CreditGate.Silo.Ledger.Sqlite;

/// <summary>The counts of coverage, and how far receipts were looked through for them.</summary>
internal sealed class CoverageTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement _count = new(
        connection,
        """
        INSERT INTO coverage_count (month, department, matter, measure, count) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT DO UPDATE SET count = count + excluded.count
        """);

    private readonly Statement _counts = new(
        connection,
        """
        SELECT month, department, matter, measure, count FROM coverage_count
        WHERE month BETWEEN ?1 AND ?2 AND (?3 IS NULL OR department = ?3) AND (?4 IS NULL OR matter = ?4) AND count <> 0
        ORDER BY month, department, matter, measure
        """);

    private readonly Statement _looked = new(connection, "SELECT segment, sequence FROM coverage_looked");
    private readonly Statement _lookedOf = new(connection, "SELECT sequence FROM coverage_looked WHERE segment = ?1");
    private readonly Statement _look = new(
        connection, "INSERT INTO coverage_looked (segment, sequence) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET sequence = excluded.sequence");

    public void Count(CoverageCount change) => _count.Bind(1, change.Cell.Month).Bind(2, change.Cell.Department).Bind(3, change.Cell.Matter)
        .Bind(4, change.Cell.Measure.ToString()).Bind(5, change.Count)
        .Run();

    public List<CoverageCount> Counts(int from, int to, string? department, string? matter) => _counts.Bind(1, from).Bind(2, to).Bind(3, department).Bind(4, matter)
        .All(static row => new CoverageCount(
            new CoverageCell((int)row.Int64(0), row.Text(1), row.Text(2), Enum.Parse<CoverageMeasure>(row.Text(3))), row.Int64(4)));

    public Dictionary<string, long> Looked() => _looked.All(static row => (Segment: row.Text(0), Sequence: row.Int64(1)))
        .ToDictionary(static looked => looked.Segment, static looked => looked.Sequence, StringComparer.Ordinal);

    public long Looked(string segment) => _lookedOf.Bind(1, segment).First(static row => row.Int64(0));

    public void Look(string segment, long sequence) => _look.Bind(1, segment).Bind(2, sequence).Run();

    public void Dispose() => Array.ForEach([_count, _counts, _looked, _lookedOf, _look], static statement => statement.Dispose());
}
