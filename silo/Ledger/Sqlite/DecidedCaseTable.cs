using CreditGate.Actors.Coverage;
using CreditGate.Domain.Coverage;
using CreditGate.Silo.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CreditGate.Silo.Ledger.Sqlite;

/// <summary>Decided cases as they stand, and the checks made for them.</summary>
internal sealed class DecidedCaseTable(SqliteConnection connection) : IDisposable
{
    private const string Columns = "decided_case.timing, declaration.payload";
    private const string Joined = "decided_case JOIN declaration ON declaration.sequence = decided_case.declaration";

    private readonly Statement _find = new(connection, $"SELECT {Columns} FROM {Joined} WHERE department = ?1 AND matter = ?2 AND number = ?3");
    private readonly Statement _newest = new(connection, "SELECT declaration FROM decided_case WHERE department = ?1 AND matter = ?2 AND number = ?3");
    private readonly Statement _naming = new(connection, $"SELECT {Columns} FROM {Joined} WHERE receipt BETWEEN ?1 AND ?2");
    private readonly Statement _list = new(
        connection,
        $"""
        SELECT {Columns} FROM {Joined}
        WHERE department = ?1 AND timing = ?2 AND month BETWEEN ?3 AND ?4 AND (?5 IS NULL OR matter = ?5) AND (month, matter, number) > (?6, ?7, ?8)
        ORDER BY month, matter, number LIMIT ?9
        """);

    private readonly Statement _put = new(
        connection,
        """
        INSERT INTO decided_case (department, matter, number, timing, month, receipt, declaration) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        ON CONFLICT DO UPDATE SET timing = excluded.timing, month = excluded.month, receipt = excluded.receipt, declaration = excluded.declaration
        """);

    private readonly Statement _retime = new(connection, "UPDATE decided_case SET timing = ?4 WHERE department = ?1 AND matter = ?2 AND number = ?3");
    private readonly Statement _checks = new(connection, "SELECT receipt, at, valid_until, subject, by_number FROM case_check WHERE department = ?1 AND matter = ?2 AND number = ?3 ORDER BY receipt");
    private readonly Statement _addCheck = new(
        connection, "INSERT INTO case_check (department, matter, number, receipt, at, valid_until, subject, by_number) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING");

    public ReconciledCase? Find(CaseKey key) => Keyed(_find, key).First(Stored);

    /// <summary>Number of a case's newest report.</summary>
    public long Declaration(CaseKey key) => Keyed(_newest, key).First(static row => row.Int64(0));

    /// <summary>Cases that name a receipt with an id between two, both inclusive, whoever reported them.</summary>
    public List<ReconciledCase> Naming(Guid first, Guid last) => _naming.Bind(1, first.ToByteArray(bigEndian: true)).Bind(2, last.ToByteArray(bigEndian: true)).All(Stored);

    public List<ReconciledCase> List(CaseQuery query) => _list.Bind(1, query.Department).Bind(2, query.Timing.ToString()).Bind(3, query.FromMonth).Bind(4, query.ToMonth)
        .Bind(5, query.Matter).Bind(6, query.After?.Month ?? 0).Bind(7, query.After?.Matter ?? "").Bind(8, query.After?.Number ?? "").Bind(9, query.AtMost)
        .All(Stored);

    /// <param name="declaration">Sequence of the report that the case stands after now; null when it is the one before.</param>
    public void Put(ReconciledCase known, long? declaration)
    {
        if (declaration is { } sequence)
        {
            Keyed(_put, known.Case.Key).Bind(4, known.TimingText()).Bind(5, known.Case.Month).Bind(6, known.Case.Receipt?.ToByteArray(bigEndian: true)).Bind(7, sequence).Run();
            return;
        }

        Keyed(_retime, known.Case.Key).Bind(4, known.TimingText()).Run();
    }

    public List<CaseCheck> Checks(CaseKey key) => Keyed(_checks, key).All(static row => new CaseCheck(
        new Guid(row.Span(0), bigEndian: true), new DateTimeOffset(row.Int64(1), TimeSpan.Zero), new DateTimeOffset(row.Int64(2), TimeSpan.Zero), row.TextOrNull(3), row.Int64(4) == 1));

    /// <summary>One that is there already, because a report named its receipt, is left as it is.</summary>
    public void Add(CaseKey key, CaseCheck check) => Keyed(_addCheck, key).Bind(4, check.Receipt.ToByteArray(bigEndian: true))
        .Bind(5, check.At.UtcTicks).Bind(6, check.ValidUntil.UtcTicks).Bind(7, check.Subject).Bind(8, check.ByNumber ? 1L : 0L)
        .Run();

    public void Dispose() => Array.ForEach([_find, _newest, _naming, _list, _put, _retime, _checks, _addCheck], static statement => statement.Dispose());

    private static Statement Keyed(Statement statement, CaseKey key) => statement.Bind(1, key.Department).Bind(2, key.Matter).Bind(3, key.Number);

    private static ReconciledCase Stored(Statement row) => CaseTimings.Read(row.Text(0), SealedDeclaration.ReadCase(row.Span(1)));
}
