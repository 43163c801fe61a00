using System.Text;
using CreditGate.Silo.Ledger.Sqlite;
using CreditGate.Silo.Migrations;
using CreditGate.Silo.Tests.Storage;
using DbUp;
using Microsoft.Data.Sqlite;
using Xunit;

namespace CreditGate.Silo.Tests.Ledger;

/// <summary>A ledger of the release before subjects had numbers, opened by this one.</summary>
public sealed class SqliteLedgerUpgradeTests : IDisposable
{
    // The same rows as that release kept them: events and records name their subject by its key.
    private const string AsBefore =
        """
        ATTACH '{0}' AS now;
        INSERT INTO subject (subject, version, due_at) SELECT key, version, due_at FROM now.subject;
        INSERT INTO event SELECT position, key, e.version, at, actor, kind, payload, segment, salt, commitment, chain FROM now.event e JOIN now.subject USING (subject);
        INSERT INTO record SELECT key, kind, source, number, list, via, decided_on, until, state, r.version, payload FROM now.record r JOIN now.subject USING (subject);
        """;

    private const string Events = "SELECT position, key, e.version, at, actor, kind, hex(payload), segment, hex(salt), hex(commitment), hex(chain) FROM event e JOIN subject USING (subject) ORDER BY 1";
    private const string Records = "SELECT key, kind, source, number, list, via, decided_on, until, state, r.version, hex(payload) FROM record r JOIN subject USING (subject) ORDER BY 1, 2, 3, 4, 5, 6";
    private const string Subjects = "SELECT key, version, due_at FROM subject ORDER BY 1";

    private readonly LedgerFile _today = new();
    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Path => _directory.File("before.db");

    public void Dispose()
    {
        _today.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task Open_KeepsEveryRow_WhenSubjectsHadNoNumbers()
    {
        var (first, second) = (Sample.Subject(), Sample.Subject());
        await _today.Subjects.Append(Sample.Append(second, 0, "1") with { DueAt = Sample.Instant.AddDays(9) });
        await _today.Subjects.Append(Sample.Append(first, 0, "2", "3"));
        await _today.Subjects.Append(Sample.Append(second, 1, "4") with { DueAt = Sample.Instant.AddDays(8) });
        await Before();

        SqliteLedger.Open(Path).Dispose();

        Assert.Equal("ok", Rows(Path, "PRAGMA integrity_check").Single());
        foreach (var query in (string[])[Events, Records, Subjects, "SELECT subject, key FROM subject ORDER BY 1"])
        {
            Assert.Equal(Rows(_today.Path, query), Rows(Path, query));
        }

        Assert.Null(Chains.FirstBroken(Path, "event", "position"));
    }

    [Fact]
    public async Task Append_GoesOnFromWhereASubjectStood_WhenTheFileWasUpgraded()
    {
        var subject = Sample.Subject();
        await _today.Subjects.Append(Sample.Append(subject, 0, "1", "2"));
        await Before();

        using var ledger = SqliteLedger.Open(Path);
        var subjects = new SqliteSubjectLedger(ledger, new());
        Assert.False((await subjects.Append(Sample.Append(subject, 1, "3"))).Committed);
        Assert.True((await subjects.Append(Sample.Append(subject, 2, "2", "3"))).Committed);
        Assert.True((await subjects.Append(Sample.Append(Sample.Subject(), 0, "4"))).Committed);

        Assert.Equal(["1", "2", "2", "3"], Sample.NumbersOf(await subjects.Read(subject, 0, Cancellation)));
        Assert.Equal((4, 2), (Database.Scalar(Path, "SELECT COUNT(*) FROM record"), Database.Scalar(Path, "SELECT MAX(subject) FROM subject")));
        Assert.Null(Chains.FirstBroken(Path, "event", "position"));
    }

    /// <summary>Makes the older file and fills it with what the newer one holds.</summary>
    private async Task Before()
    {
        await File.Create(Path).DisposeAsync();
        var upgrade = DeployChanges.To.SqliteDatabase($"Data Source={Path};Pooling=False")
            .WithScriptsEmbeddedInAssembly(typeof(SqliteSchema).Assembly, static name => name.StartsWith("sqlite/ledger/0001", StringComparison.Ordinal) || name.StartsWith("sqlite/ledger/0002", StringComparison.Ordinal), Encoding.UTF8)
            .WithVariablesDisabled().WithTransaction().LogToNowhere().Build().PerformUpgrade();
        Assert.True(upgrade.Successful);
        await using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        await connection.OpenAsync(Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = AsBefore.Replace("{0}", _today.Path, StringComparison.Ordinal);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    private static List<string> Rows(string path, string query)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = query;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)));
        }

        return rows;
    }
}
