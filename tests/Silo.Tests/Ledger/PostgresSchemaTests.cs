using CreditGate.Silo.Ledger.Postgres;
using CreditGate.Silo.Migrations;
using CreditGate.Silo.Tests.Postgres;
using Npgsql;
using Xunit;

namespace CreditGate.Silo.Tests.Ledger;

public sealed class PostgresSchemaTests(SharedPostgres postgres)
{
    private static readonly long Scripts = typeof(PostgresSchema).Assembly.GetManifestResourceNames().Count(static name => name.StartsWith("postgres/", StringComparison.Ordinal));

    [Fact]
    public async Task Open_UpgradesOnce_WhenFourNodesStartTogether()
    {
        var connectionString = postgres.NewDatabase(isUpgraded: false);

        var nodes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => new LedgerDatabase(connectionString), TestContext.Current.CancellationToken)));

        Assert.Equal((Scripts, Scripts), (nodes[0].Scalar("SELECT COUNT(*) FROM schema_version"), nodes[0].Scalar("SELECT COUNT(DISTINCT scriptname) FROM schema_version")));
        foreach (var node in nodes)
        {
            Assert.True((await node.Subjects.Append(Sample.Append(Sample.Subject(), 0, "1"))).Committed);
            node.Dispose();
        }
    }

    [Fact]
    public void Open_Refuses_WhenANewerReleaseUpgradedTheDatabase()
    {
        using var database = new LedgerDatabase(postgres);
        database.Scalar("INSERT INTO schema_version (scriptname, applied) VALUES ('postgres/ledger/9999_future.sql', '2026-01-01'); SELECT 0");

        var refusal = Assert.Throws<SchemaTooNewException>(() => PostgresLedger.Open(database.ConnectionString));

        Assert.Contains("9999_future", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("off")]
    [InlineData("local")]
    public void Open_Refuses_WhenCommitsWouldNotWaitForTheDisk(string setting)
    {
        using var database = new LedgerDatabase(postgres);
        database.Scalar($"ALTER DATABASE {new NpgsqlConnectionStringBuilder(database.ConnectionString).Database} SET synchronous_commit = {setting}; SELECT 0");

        var refusal = Assert.Throws<UnsafeDatabaseException>(() => PostgresLedger.Open(database.ConnectionString + ";Application Name=anew"));

        Assert.Contains($"synchronous_commit = {setting}", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_SaysWhatCannotBeReached_WithoutThePassword()
    {
        var refusal = Assert.Throws<IOException>(() => PostgresLedger.Open("Host=/nowhere;Database=示例;Username=nobody;Password=not-to-be-seen"));

        Assert.Contains("/nowhere", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("not-to-be-seen", refusal.ToString(), StringComparison.Ordinal);
    }
}
