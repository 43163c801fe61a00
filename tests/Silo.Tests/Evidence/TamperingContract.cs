using CreditGate.Silo.Tests.Ledger;
using CreditGate.Verify.Audit;
using Xunit;

namespace CreditGate.Silo.Tests.Evidence;

/// <summary>Somebody with full rights on the database, against the auditor.</summary>
public abstract class TamperingContract(ILedgerUnderTest ledger, EvidenceColumns columns) : IAsyncLifetime
{
    private readonly SealedLedger _sealed = new(ledger);

    public async ValueTask InitializeAsync() => await _sealed.Fill();

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
        Assert.Equal((36, 18, 18, 0), (report.Size, report.Events, report.Receipts, report.Unsealed));
    }

    /// <summary>The columns come from the schema: one that is added without being covered fails here.</summary>
    [Fact]
    public void Audit_NamesRowAndColumn_WhateverColumnIsAltered()
    {
        var tried = 0;
        foreach (var (table, column, statement) in columns.Alterations(ledger))
        {
            var findings = _sealed.AuditAfter(statement).Findings;
            Assert.True(findings.Count is > 0 and <= 2, $"{table}.{column}: {findings.Count} findings: {string.Join("; ", findings.Named)}");
            Assert.All(findings.Named, finding => Assert.True(finding.Table == table, $"{table}.{column}: {finding}"));
            Assert.True(findings.Named.Any(finding => Names(finding, column) && finding.Columns.Length <= 3), $"{table}.{column}: {string.Join("; ", findings.Named)}");
            tried++;
        }

        Assert.InRange(tried, 35, 60);
    }

    [Theory]
    [InlineData("event", "position = 9", "9, ")]
    [InlineData("receipt", "sequence = 9", "/9, ")]
    public void Audit_NamesTheRow_WhenOneIsRemoved(string table, string row, string name)
    {
        var finding = Assert.Single(_sealed.AuditAfter($"DELETE FROM {table} WHERE {row}").Findings.Named);

        Assert.Equal((FindingKind.Removed, table), (finding.Kind, finding.Table));
        Assert.Contains(name, finding.Row, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("event", "position")]
    [InlineData("receipt", "sequence")]
    public void Audit_NamesBothRows_WhenTwoAreSwapped(string table, string column)
    {
        var findings = _sealed.AuditAfter(
            $"UPDATE {table} SET {column} = -1 WHERE {column} = 7", $"UPDATE {table} SET {column} = 7 WHERE {column} = 8", $"UPDATE {table} SET {column} = 8 WHERE {column} = -1").Findings.Named;

        Assert.Equal(2, findings.Count);
        Assert.All(findings, finding => Assert.Equal(FindingKind.Moved, finding.Kind));
        Assert.Contains("8", Assert.Single(findings, static finding => finding.Columns[0].EndsWith('8')).Columns[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("event", "position > 14", "15 to 18")]
    [InlineData("receipt", "sequence > 14", "15 to 18")]
    public void Audit_SaysWhereItWasCut_WhenTheTailIsGone(string table, string rows, string name)
    {
        var finding = Assert.Single(_sealed.AuditAfter($"DELETE FROM {table} WHERE {rows}").Findings.Named);

        Assert.Equal((FindingKind.Truncated, table), (finding.Kind, finding.Table));
        Assert.Contains(name, finding.Row, StringComparison.Ordinal);
    }

    [Fact]
    public void Audit_NamesTheRow_WhenARowIsSlippedInBetween()
    {
        var findings = _sealed.AuditAfter(columns.Insertion(ledger)).Findings.Named;

        var finding = Assert.Single(findings);
        Assert.Equal((FindingKind.Inserted, "event"), (finding.Kind, finding.Table));
    }

    /// <summary>The hardest: content, commitment, all chains after it and the ledger's own hashes are rewritten so that the ledger agrees with itself.</summary>
    [Fact]
    public void Audit_NamesTheOneRow_WhenTheWholeHistoryAfterItIsRewrittenToFit()
    {
        using var connection = ledger.Connect();
        using var transaction = connection.BeginTransaction();
        Forgery.Rewrite(connection, ledger.EventOrder, position: 8);

        var findings = _sealed.Audit(connection).Findings.Named;

        Assert.Equal(FindingKind.Replaced, Assert.Single(findings, static finding => finding.Table == "event").Kind);
        Assert.StartsWith("8 (", Assert.Single(findings, static finding => finding.Table == "event").Row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Audit_ChecksTheChain_OfRowsThatAreNotSealedYet()
    {
        await _sealed.Add(4);

        var sound = _sealed.AuditAfter();
        var altered = _sealed.AuditAfter("UPDATE event SET actor = actor || 'x' WHERE position = 20");

        Assert.Equal((0, 8), (sound.Findings.Count, sound.Unsealed));
        Assert.Equal(["actor"], Assert.Single(altered.Findings.Named).Columns);
    }

    [Fact]
    public async Task Audit_SaysFromWhere_WhenAnOlderStateWasRestored()
    {
        var size = (await ledger.Evidence.Newest(TestContext.Current.CancellationToken))!.Size;
        string[] setBack = ["DELETE FROM event WHERE position > 12", "DELETE FROM receipt WHERE sequence > 12",
            .. ((string[])["evidence_checkpoint WHERE size > 24", "evidence_run WHERE first_index >= 24"]).Select(static rows => $"DELETE FROM {rows}")];

        var findings = _sealed.AuditAfter(setBack).Findings.Named;

        Assert.Equal(36, size);
        Assert.Equal(
            ["event 13 to 18", "evidence_checkpoint 36 to 36", "evidence_run 24 to 30", "receipt 13 to 18"],
            findings.Where(static finding => finding.Kind == FindingKind.Truncated).Select(static finding => $"{finding.Table} {Range(finding.Row)}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Audit_TrustsNoCheckpoint_ThatAnotherKeySigned()
    {
        using var connection = ledger.Connect();
        var stranger = new Domain.Evidence.Log.SigningKey(Domain.Evidence.Log.SigningAlgorithm.EcdsaP256, Domain.Evidence.Log.SigningAlgorithm.EcdsaP256.NewPrivateKey());

        var report = new Auditor(new Verify.Ledgers.LedgerRows(connection, ledger.EventOrder), Verify.Ledgers.CopiedLog.Read(_sealed.Copies), [stranger.Public]).Run();

        Assert.Equal(3, report.Findings.Named.Count(static finding => finding is { Kind: FindingKind.BadCheckpoint, Columns: ["signature"] }));
    }

    [Fact]
    public async Task Copy_Refuses_WhenTheLedgerWasSetBack()
    {
        using var connection = ledger.Connect();
        foreach (var tail in (string[])["event WHERE position > 12", "receipt WHERE sequence > 12", "evidence_checkpoint WHERE size > 24", "evidence_run WHERE first_index >= 24"])
        {
            SealedLedger.Run(connection, $"DELETE FROM {tail}");
        }

        var copied = await File.ReadAllTextAsync(Path.Combine(_sealed.Copies, "checkpoints.log"), TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<Silo.Evidence.OtherHistoryException>(() => _sealed.Seal());

        Assert.Equal(copied, await File.ReadAllTextAsync(Path.Combine(_sealed.Copies, "checkpoints.log"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Audit_SaysBetweenWhichCheckpoints_WhenTheHashesWereNotCopied()
    {
        File.Delete(Path.Combine(_sealed.Copies, "leaves-000000.bin"));
        using var connection = ledger.Connect();
        using var transaction = connection.BeginTransaction();
        Forgery.Rewrite(connection, ledger.EventOrder, position: 8);

        var findings = _sealed.Audit(connection).Findings.Named;

        Assert.Contains(findings, static finding => finding.Kind == FindingKind.OtherLog && finding.Row.StartsWith("entries 12 to 23", StringComparison.Ordinal));
    }

    private static string Range(string row) => string.Join(' ', row[(row.IndexOf('/', StringComparison.Ordinal) + 1)..].Split(' ', ',', ':').Take(3));

    /// <summary>An altered place is seen as a row that is not at home; everything else by the column's name.</summary>
    private static bool Names(Finding finding, string column) =>
        finding.Columns.Contains(column) || (EvidenceColumns.Places.Contains(column) && finding.Kind is FindingKind.Moved or FindingKind.Removed);
}
