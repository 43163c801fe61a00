using CreditGate.Domain.Coverage;
using CreditGate.Silo.Tests.Coverage;
using CreditGate.Silo.Tests.Ledger;
using CreditGate.Verify.Audit;
using Xunit;

namespace CreditGate.Silo.Tests.Evidence;

/// <summary>Somebody with full rights on the database, against the auditor: declarations.</summary>
public abstract class DeclarationTamperingContract(ILedgerUnderTest ledger) : IAsyncLifetime
{
    private readonly SealedLedger _sealed = new(ledger);
    private int _number;

    /// <summary>How each column is altered, on both databases; a column that is added without being covered is missing here and fails.</summary>
    public static TheoryData<string, string> Alterations => new()
    {
        { "kind", "'Other'" },
        { "at", "at + 1" },
        { "organisation", "'D99'" },
        { "credential", "credential || 'x'" },
        { "payload", "(SELECT other.payload FROM declaration AS other WHERE other.sequence = 1)" },
        { "segment", "segment || 'x'" },
        { "salt", "(SELECT other.salt FROM declaration AS other WHERE other.sequence = 1)" },
        { "commitment", "(SELECT other.commitment FROM declaration AS other WHERE other.sequence = 1)" },
        { "chain", "(SELECT other.chain FROM declaration AS other WHERE other.sequence = 1)" },
        { "sequence", "sequence + 1000" },
    };

    public async ValueTask InitializeAsync()
    {
        for (var round = 0; round < 3; round++)
        {
            await _sealed.Add(2);
            await Declare(4);
            await _sealed.Seal();
        }
    }

    public ValueTask DisposeAsync()
    {
        _sealed.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Audit_FindsNothing_WhenNobodyTampered()
    {
        await Declare(3);

        var report = _sealed.AuditAfter();

        Assert.Empty(report.Findings.Named);
        Assert.Equal((24, 15, 3), (report.Size, report.Declarations, report.Unsealed));
    }

    [Theory]
    [MemberData(nameof(Alterations))]
    public void Audit_NamesRowAndColumn_WhateverColumnIsAltered(string column, string value)
    {
        var findings = _sealed.AuditAfter($"UPDATE declaration SET {column} = {value} WHERE sequence = 7").Findings.Named;

        Assert.All(findings, static finding => Assert.Equal("declaration", finding.Table));
        Assert.Contains(findings, finding => finding.Columns.Contains(column) || (column == "sequence" && finding.Kind is FindingKind.Moved or FindingKind.Removed));
    }

    [Fact]
    public void Alterations_AreOfEveryColumn()
    {
        using var connection = ledger.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT * FROM declaration LIMIT 1";
        using var rows = command.ExecuteReader();

        Assert.Equal(Alterations.Select(static row => row.Data.Item1).Order(), Enumerable.Range(0, rows.FieldCount).Select(rows.GetName).Order());
    }

    [Fact]
    public void Audit_NamesWhatIsGone_InTheMiddleAndAtTheEnd()
    {
        var removed = Assert.Single(_sealed.AuditAfter("DELETE FROM declaration WHERE sequence = 7").Findings.Named);
        var cut = Assert.Single(_sealed.AuditAfter("DELETE FROM declaration WHERE sequence > 9").Findings.Named);

        Assert.Equal((FindingKind.Removed, "declaration"), (removed.Kind, removed.Table));
        Assert.StartsWith("7, ", removed.Row, StringComparison.Ordinal);
        Assert.Equal((FindingKind.Truncated, "declaration"), (cut.Kind, cut.Table));
        Assert.StartsWith("10 to 12", cut.Row, StringComparison.Ordinal);
    }

    [Fact]
    public void Audit_NamesBothRows_WhenTwoAreSwapped()
    {
        var findings = _sealed.AuditAfter(
            "UPDATE declaration SET sequence = -1 WHERE sequence = 6", "UPDATE declaration SET sequence = 6 WHERE sequence = 7", "UPDATE declaration SET sequence = 7 WHERE sequence = -1").Findings.Named;

        Assert.Equal(2, findings.Count);
        Assert.All(findings, static finding => Assert.Equal((FindingKind.Moved, "declaration"), (finding.Kind, finding.Table)));
    }

    /// <summary>Each of another department and key, so that one's payload is unlike another's columns.</summary>
    private Task<IReadOnlyList<CaseOutcome>> Declare(int rows) => ledger.Coverage.Report([.. Enumerable.Range(0, rows).Select(_ => ++_number).Select(static number =>
        SampleCase.Of($"示例办件{number}号", $"XN{number}") with { ReportedAt = SampleCase.Decided.AddHours(number), Credential = $"示例凭据{number}" })]);
}
