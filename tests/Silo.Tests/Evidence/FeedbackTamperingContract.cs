using CreditGate.Silo.Tests.Ledger;
using CreditGate.Verify.Audit;
using Xunit;

namespace CreditGate.Silo.Tests.Evidence;

/// <summary>Somebody with full rights on the database, against the auditor: rows of feedback.</summary>
public abstract class FeedbackTamperingContract(ILedgerUnderTest ledger) : IAsyncLifetime
{
    private readonly SealedLedger _sealed = new(ledger);

    /// <summary>How each column is altered, on both databases; a column that is added without being covered is missing here and fails.</summary>
    public static TheoryData<string, string> Alterations => new()
    {
        { "receipt", "(SELECT other.receipt FROM feedback AS other WHERE other.sequence = 1)" },
        { "code", "code || 'x'" },
        { "organisation", "'D99'" },
        { "action", "'NotApplied'" },
        { "at", "at + 1" },
        { "credential", "credential || 'x'" },
        { "payload", "(SELECT other.payload FROM feedback AS other WHERE other.sequence = 1)" },
        { "segment", "segment || 'x'" },
        { "salt", "(SELECT other.salt FROM feedback AS other WHERE other.sequence = 1)" },
        { "commitment", "(SELECT other.commitment FROM feedback AS other WHERE other.sequence = 1)" },
        { "chain", "(SELECT other.chain FROM feedback AS other WHERE other.sequence = 1)" },
        { "sequence", "sequence + 1000" },
    };

    public async ValueTask InitializeAsync()
    {
        for (var round = 0; round < 3; round++)
        {
            await _sealed.Add(2);
            await _sealed.AddFeedback(4);
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
        await _sealed.AddFeedback(3);

        var report = _sealed.AuditAfter();

        Assert.Empty(report.Findings.Named);
        Assert.Equal((24, 15, 3), (report.Size, report.Feedback, report.Unsealed));
    }

    [Theory]
    [MemberData(nameof(Alterations))]
    public void Audit_NamesRowAndColumn_WhateverColumnIsAltered(string column, string value)
    {
        var findings = _sealed.AuditAfter($"UPDATE feedback SET {column} = {value} WHERE sequence = 7").Findings.Named;

        Assert.All(findings, static finding => Assert.Equal("feedback", finding.Table));
        Assert.Contains(findings, finding => finding.Columns.Contains(column) || (column == "sequence" && finding.Kind is FindingKind.Moved or FindingKind.Removed));
    }

    [Fact]
    public void Alterations_AreOfEveryColumn()
    {
        using var connection = ledger.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT * FROM feedback LIMIT 1";
        using var rows = command.ExecuteReader();

        Assert.Equal(Alterations.Select(static row => row.Data.Item1).Order(), Enumerable.Range(0, rows.FieldCount).Select(rows.GetName).Order());
    }

    [Fact]
    public void Audit_NamesWhatIsGone_InTheMiddleAndAtTheEnd()
    {
        var removed = Assert.Single(_sealed.AuditAfter("DELETE FROM feedback WHERE sequence = 7").Findings.Named);
        var cut = Assert.Single(_sealed.AuditAfter("DELETE FROM feedback WHERE sequence > 9").Findings.Named);

        Assert.Equal((FindingKind.Removed, "feedback"), (removed.Kind, removed.Table));
        Assert.StartsWith("7, ", removed.Row, StringComparison.Ordinal);
        Assert.Equal((FindingKind.Truncated, "feedback"), (cut.Kind, cut.Table));
        Assert.StartsWith("10 to 12", cut.Row, StringComparison.Ordinal);
    }

    [Fact]
    public void Audit_NamesBothRows_WhenTwoAreSwapped()
    {
        var findings = _sealed.AuditAfter(
            "UPDATE feedback SET sequence = -1 WHERE sequence = 6", "UPDATE feedback SET sequence = 6 WHERE sequence = 7", "UPDATE feedback SET sequence = 7 WHERE sequence = -1").Findings.Named;

        Assert.Equal(2, findings.Count);
        Assert.All(findings, static finding => Assert.Equal((FindingKind.Moved, "feedback"), (finding.Kind, finding.Table)));
    }
}
