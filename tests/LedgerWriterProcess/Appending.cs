using CreditGate.Actors.Changes;
using CreditGate.Silo.Hosting;
using CreditGate.Silo.Ledger.Sqlite;
using CreditGate.Silo.Tests.Ledger;

namespace CreditGate.LedgerWriterProcess;

/// <summary>Appends to subjects of its own, and prints each as "subject version" once it is acknowledged.</summary>
internal static class Appending
{
    private const int Subjects = 16;

    public static async Task RunForever(DataDirectory directory)
    {
        using var file = SqliteLedger.Open(directory.LedgerPath);
        var ledger = new SqliteSubjectLedger(file, new ChangeSignal());
        await Task.WhenAll(Enumerable.Range(0, Subjects).Select(_ => Task.Run(() => Append(ledger))));
    }

    private static async Task Append(SqliteSubjectLedger ledger)
    {
        var subject = Sample.Subject();
        for (var version = 0L; ;)
        {
            var outcome = await ledger.Append(Sample.Append(subject, version, $"{version + 1}", $"{version + 2}"));
            version = outcome.Version;
            Console.WriteLine($"{subject} {version}");
        }
    }
}
