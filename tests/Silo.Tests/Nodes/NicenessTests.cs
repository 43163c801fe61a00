using System.Globalization;
using CreditGate.Actors.Nodes;
using CreditGate.Silo.Ledger.Sqlite;
using Xunit;

namespace CreditGate.Silo.Tests.Nodes;

public sealed class NicenessTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(5, 5)]
    public void OfThisThread_IsWhatTheSystemRunsItBy(int asked, int given)
    {
        var found = -1;
        var thread = new Thread(() =>
        {
            Niceness.OfThisThread(asked);
            found = Of("/proc/thread-self/stat");
        });
        thread.Start();
        thread.Join();

        Assert.Equal(given, found);
        Assert.Equal(0, Of("/proc/thread-self/stat"));
    }

    [Fact]
    public async Task LedgersWriter_GivesWay()
    {
        var directory = Directory.CreateTempSubdirectory("creditgate-test-");
        try
        {
            var path = Path.Combine(directory.FullName, "ledger.db");
            await File.Create(path).DisposeAsync();
            using var ledger = SqliteLedger.Open(path);

            Assert.Equal(5, await ledger.Write(1, static _ => Of("/proc/thread-self/stat")));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    /// <summary>The 19th field; what is before ") " may hold spaces.</summary>
    private static int Of(string stat) => int.Parse(File.ReadAllText(stat).Split(") ")[^1].Split(' ')[16], CultureInfo.InvariantCulture);
}
