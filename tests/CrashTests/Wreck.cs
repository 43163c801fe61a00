using CreditGate.Domain.Evidence.Log;
using CreditGate.Domain.Evidence.Rows;
using CreditGate.Silo.Receipts;
using CreditGate.Verify.Ledgers;
using Microsoft.Data.Sqlite;
using Xunit;

namespace CreditGate.CrashTests;

/// <summary>A copy of the files that a killed process left, so that looking at them mends nothing for the next start.</summary>
internal sealed class Wreck : IDisposable
{
    private readonly DirectoryInfo _copy = Directory.CreateTempSubdirectory("creditgate-wreck-");

    public Wreck(string directory)
    {
        foreach (var file in Directory.EnumerateFiles(directory, "*.db*"))
        {
            File.Copy(file, Path.Combine(_copy.FullName, Path.GetFileName(file)));
        }
    }

    public void Verify()
    {
        Assert.All((string[])["ledger.db", "spool.db", "storage.db"], file => Assert.Equal("ok", Query(file, "PRAGMA integrity_check", static row => row.GetString(0))[0]));
        VerifyChain(Links("ledger.db", static rows => rows.Events().Select(static row => new Link(row.Entry, row.ExpectedCommitment()))));

        // Receipts move from spool to ledger; one that a crash met in between is in both, and the same.
        var receipts = Links("ledger.db", Receipts).Concat(Spooled()).OrderBy(static link => link.Entry.Sequence);
        VerifyChain([.. receipts.GroupBy(static link => link.Entry.Sequence, static (_, same) => Same(same))]);
    }

    public void Dispose() => _copy.Delete(recursive: true);

    private static Link Same(IEnumerable<Link> copies)
    {
        var all = copies.ToArray();
        Assert.All(all, copy => Assert.Equal(all[0].Entry.Chain, copy.Entry.Chain));
        return all[0];
    }

    private static void VerifyChain(List<Link> links)
    {
        Assert.NotEmpty(links);
        var previous = RowHashes.Genesis(links[0].Entry.Segment);
        for (var index = 0; index < links.Count; index++)
        {
            var (entry, commitment) = links[index];
            Assert.Equal(index + 1, entry.Sequence);
            Assert.Equal(commitment, entry.Commitment);
            previous = RowHashes.Next(previous, entry.Commitment);
            Assert.Equal(previous, entry.Chain);
        }
    }

    private static IEnumerable<Link> Receipts(LedgerRows rows) => rows.Receipts().Select(static row => new Link(row.Entry, row.ExpectedCommitment()));

    private List<Link> Spooled()
    {
        using var spool = ReceiptSpool.Open(Path.Combine(_copy.FullName, "spool.db"));
        return [.. spool.Oldest(int.MaxValue).Select(static receipt => new Link(
            new LogEntry(LogEntry.Receipt, 0, receipt.Segment, receipt.Sequence, receipt.Commitment, receipt.Chain),
            receipt.ToRow().ExpectedCommitment()))];
    }

    private List<Link> Links(string file, Func<LedgerRows, IEnumerable<Link>> read)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_copy.FullName, file)};Pooling=False");
        connection.Open();
        return [.. read(new LedgerRows(connection, LedgerRows.ByPosition))];
    }

    private List<T> Query<T>(string file, string sql, Func<SqliteDataReader, T> read)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_copy.FullName, file)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        var found = new List<T>();
        while (rows.Read())
        {
            found.Add(read(rows));
        }

        return found;
    }

    private sealed record Link(LogEntry Entry, byte[] Commitment);
}
