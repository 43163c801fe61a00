using System.Data.Common;
using CreditGate.Domain.Evidence.Log;
using CreditGate.Verify.Audit;
using CreditGate.Verify.CommandLine;
using CreditGate.Verify.Ledgers;

namespace CreditGate.Verify;

/// <summary>One run: read the command line, audit, and say what was found.</summary>
internal static class VerifyProgram
{
    public static int Run(string[] args, TextWriter output, TextWriter error)
    {
        var arguments = new VerifyArguments();
        var parsed = arguments.Parse(args);
        var words = new Words(parsed.GetValue(arguments.Lang) is not "en");
        if (parsed.GetValue(arguments.Help) || parsed.Errors.Count > 0)
        {
            (parsed.Errors.Count > 0 ? error : output).WriteLine(words.Help);
            return parsed.Errors.Count > 0 ? ExitCode.Usage : ExitCode.Sound;
        }

        try
        {
            return Audit(parsed.GetRequiredValue(arguments.Ledger), parsed.GetRequiredValue(arguments.Checkpoints), parsed.GetRequiredValue(arguments.Keys), words, output, error);
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException or DbException or FormatException or ArgumentException)
        {
            error.WriteLine(words.Unusable(unusable.Message));
            return ExitCode.Usage;
        }
    }

    private static int Audit(string ledger, string checkpoints, string keyFile, Words words, TextWriter output, TextWriter error)
    {
        PublicKey[] keys = [.. PublicKey.ReadAll(File.ReadAllText(keyFile))];
        if (keys is [])
        {
            error.WriteLine(words.NoKey(keyFile));
            return ExitCode.Usage;
        }

        using var connection = LedgerConnection.Open(ledger);
        var report = new Auditor(connection.Rows, CopiedLog.Read(checkpoints), keys).Run();
        foreach (var finding in report.Findings.Named)
        {
            output.WriteLine(words.Finding(finding));
        }

        output.WriteLine(words.Summary(report));
        return report.Findings.Count == 0 ? ExitCode.Sound : ExitCode.Tampered;
    }
}
