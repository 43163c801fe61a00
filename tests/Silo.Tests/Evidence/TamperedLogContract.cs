using CreditGate.Silo.Tests.Ledger;
using CreditGate.Verify.Audit;
using Xunit;

namespace CreditGate.Silo.Tests.Evidence;

/// <summary>Somebody who knows the formulae, or has the files outside as well, against the auditor.</summary>
public abstract class TamperedLogContract(ILedgerUnderTest ledger) : IAsyncLifetime
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
}
