using CreditGate.Silo.Tests.Ledger;
using CreditGate.Verify.Audit;
using Xunit;

namespace CreditGate.Silo.Tests.Evidence;

/// <summary>Somebody with full rights on the database, against the auditor: editions, what was done with them, and its declarations.</summary>
public abstract class EditionTamperingContract(ILedgerUnderTest ledger) : IAsyncLifetime
{
    private readonly SealedLedger _sealed = new(ledger);

    /// <summary>What is done, and the finding that must be among those that are named.</summary>
    public static TheoryData<string, string> Deeds => new()
    {
        { "UPDATE edition_act SET payload = (SELECT other.payload FROM edition_act AS other WHERE other.sequence = 1) WHERE sequence = 5", "Altered edition_act 5 (payload)" },
        { "UPDATE edition_act SET sequence = 99 WHERE sequence = 6", "Removed edition_act 6" },
        { "UPDATE edition_act SET sequence = 99 WHERE sequence = 6", "Inserted edition_act 99" },
        { "DELETE FROM edition_act WHERE sequence = 5", "Removed edition_act 5" },
        { "DELETE FROM edition_act WHERE sequence > 3", "Removed edition_act 6" },
        { "INSERT INTO edition_act (sequence, payload) SELECT 7, payload FROM edition_act WHERE sequence = 2", "Inserted edition_act 7" },
        { "UPDATE edition_package SET content = (SELECT other.content FROM edition_package AS other WHERE other.edition = '示例-1') WHERE edition = '示例-2'", "Altered edition_package 示例-2 (content)" },
        { "UPDATE edition_package SET edition = '示例-3' WHERE edition = '示例-2'", "Removed edition_package 示例-2" },
        { "DELETE FROM edition_package WHERE edition = '示例-1'", "Removed edition_package 示例-1" },
        { "INSERT INTO edition_package (edition, content) SELECT '示例-9', content FROM edition_package WHERE edition = '示例-1'", "Inserted edition_package 示例-9" },
        { "UPDATE declaration SET kind = 'Other' WHERE sequence = 4", "Altered declaration 4 (Other of D01) (kind)" },
        { "UPDATE declaration SET at = at + 1 WHERE sequence = 4", "Altered declaration 4 (EditionAct of D01) (at)" },
        { "UPDATE declaration SET organisation = 'D99' WHERE sequence = 4", "Altered declaration 4 (EditionAct of D99) (organisation)" },
        { "UPDATE declaration SET credential = 'x' WHERE sequence = 4", "Altered declaration 4 (EditionAct of D01) (credential)" },
        { "UPDATE declaration SET payload = (SELECT other.payload FROM declaration AS other WHERE other.sequence = 1) WHERE sequence = 4", "Altered declaration 4 (EditionAct of D01) (payload)" },
    };

    public async ValueTask InitializeAsync()
    {
        await _sealed.AddEdition("示例-1");
        await _sealed.Seal();
        await _sealed.AddEdition("示例-2");
        await _sealed.Seal();
    }

    public ValueTask DisposeAsync()
    {
        _sealed.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void Audit_FindsNothing_WhenNobodyTampered()
    {
        var report = _sealed.AuditAfter();

        Assert.Empty(report.Findings.Named);
        Assert.Equal((6, 6), (report.Size, report.Declarations));
    }

    [Theory]
    [MemberData(nameof(Deeds))]
    public void Audit_NamesIt_WhateverIsDone(string deed, string finding) =>
        Assert.Contains(finding, _sealed.AuditAfter(deed).Findings.Named.Select(static named => named.ToString()));

    /// <summary>An old state of all tables, put back as one: what the copies hold convicts it.</summary>
    [Fact]
    public void Audit_NamesWhatIsGone_WhenAnOlderStateWasRestored()
    {
        var findings = _sealed.AuditAfter(
            "DELETE FROM edition_act WHERE sequence > 3", "DELETE FROM edition_package WHERE edition = '示例-2'", "DELETE FROM declaration WHERE sequence > 3",
            "DELETE FROM evidence_checkpoint WHERE size > 3", "DELETE FROM evidence_run WHERE first_index >= 3").Findings.Named;

        Assert.Contains(findings, static finding => finding is { Kind: FindingKind.Truncated, Table: "declaration" } && finding.Row.StartsWith("4 to 6", StringComparison.Ordinal));
    }
}
