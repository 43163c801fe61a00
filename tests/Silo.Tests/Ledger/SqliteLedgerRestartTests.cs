using CreditGate.Silo.Migrations;
using CreditGate.Silo.Tests.Storage;
using Xunit;

namespace CreditGate.Silo.Tests.Ledger;

public sealed class SqliteLedgerRestartTests : IDisposable
{
    private readonly LedgerFile _file = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task Append_ContinuesTheHashChain_WhenTheLedgerIsOpenedAgain()
    {
        var subject = Sample.Subject();
        await _file.Subjects.Append(Sample.Append(subject, 0, "1", "2"));
        _file.Restart();
        await _file.Subjects.Append(Sample.Append(subject, 2, "3"));

        Assert.Equal([1, 2, 3], (await _file.Subjects.Read(subject, 0, Cancellation)).Select(stored => stored.Position));
        Assert.Equal(1, Database.Scalar(_file.Path, "SELECT COUNT(DISTINCT segment) FROM event"));
        Assert.Null(Chains.FirstBroken(_file.Path, "event", "position"));
    }

    [Theory]
    [InlineData("UPDATE event SET payload = CAST(REPLACE(CAST(payload AS TEXT), 'Fine', 'Other') AS BLOB) WHERE position = 2", 2)]
    [InlineData("DELETE FROM event WHERE position = 2", 3)]
    public async Task HashChain_Breaks_WhenARowIsTamperedWith(string tampering, long broken)
    {
        await _file.Subjects.Append(Sample.Append(Sample.Subject(), 0, "1", "2", "3"));

        Database.Scalar(_file.Path, tampering);

        Assert.Equal(broken, Chains.FirstBroken(_file.Path, "event", "position"));
    }

    [Fact]
    public void Open_Refuses_WhenANewerReleaseUpgradedTheFile()
    {
        _file.Ledger.Dispose();
        Database.Scalar(_file.Path, "INSERT INTO SchemaVersions (ScriptName, Applied) VALUES ('sqlite/ledger/9999_future.sql', '2026-01-01')");

        var refusal = Assert.Throws<SchemaTooNewException>(() => _file.Restart());

        Assert.Contains("9999_future", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_WaitsForTheDiskAtEveryCommit_WhenItWrites()
    {
        Assert.Equal((2L, "wal"), await _file.Ledger.Write(1, static session => (Pragma<long>(session, "synchronous"), Pragma<string>(session, "journal_mode"))));
    }

    private static T Pragma<T>(Silo.Ledger.Sqlite.LedgerSession session, string name)
    {
        using var command = session.Connection.CreateCommand();
        command.CommandText = $"PRAGMA {name}";
        return (T)command.ExecuteScalar()!;
    }
}
