using CreditGate.Silo.Tests.Ledger;
using CreditGate.Verify.Audit;
using Xunit;

namespace CreditGate.Silo.Tests.Evidence;

public sealed class RestoredLedgerTests
{
    [Fact]
    public async Task Audit_NamesEveryRowOfTheOtherHistory_WhenABackupWasRestoredAndWentOn()
    {
        var file = new LedgerFile();
        using var sealing = new SealedLedger(file);
        await sealing.Fill(rounds: 2);
        file.Ledger.Dispose();
        var backup = file.Path + ".backup";
        File.Copy(file.Path, backup);
        file.Restart();
        await sealing.Fill(rounds: 1, rows: 4);

        file.Ledger.Dispose();
        File.Copy(backup, file.Path, overwrite: true);
        file.Restart();
        await file.Subjects.Append(Sample.Append(Sample.Subject(), 0, "示罚1号", "示罚2号"));
        using var connection = file.Connect();
        var findings = sealing.Audit(connection).Findings.Named;

        Assert.Equal(["13", "14"], findings.Where(static finding => finding.Kind == FindingKind.Replaced).Select(static finding => finding.Row.Split(' ')[0]));
        Assert.Contains(findings, static finding => finding is { Kind: FindingKind.Truncated, Table: "event" } && finding.Row.StartsWith("15 to 16", StringComparison.Ordinal));
        Assert.Contains(findings, static finding => finding is { Kind: FindingKind.Truncated, Table: "receipt" });
        Assert.Contains(findings, static finding => finding is { Kind: FindingKind.Truncated, Table: "evidence_checkpoint" });
    }
}
