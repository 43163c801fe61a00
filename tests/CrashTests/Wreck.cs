using CreditGate.Silo.Ledger;
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
        VerifyChain(Query("ledger.db", $"SELECT position, {Link.Columns} FROM event ORDER BY position", Link.Read));

        // Receipts move from spool to ledger; one that a crash met in between is in both, and the same.
        var shipped = Query("ledger.db", $"SELECT sequence, {Link.Columns} FROM receipt ORDER BY sequence", Link.Read);
        var waiting = Query("spool.db", $"SELECT sequence, {Link.Columns} FROM receipt ORDER BY sequence", Link.Read);
        VerifyChain([.. shipped.Concat(waiting).GroupBy(static link => link.Number, static (_, same) => Same(same))]);
    }

    public void Dispose() => _copy.Delete(recursive: true);

    private static Link Same(IEnumerable<Link> copies)
    {
        var all = copies.ToArray();
        Assert.All(all, copy => Assert.Equal(all[0].Chain, copy.Chain));
        return all[0];
    }

    private static void VerifyChain(List<Link> links)
    {
        Assert.NotEmpty(links);
        var previous = HashChain.Genesis(links[0].Segment);
        for (var index = 0; index < links.Count; index++)
        {
            var link = links[index];
            Assert.Equal(index + 1, link.Number);
            Assert.Equal(HashChain.Commitment(link.Salt, link.Payload), link.Commitment);
            previous = HashChain.Next(previous, link.Commitment);
            Assert.Equal(previous, link.Chain);
        }
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

    private sealed record Link(long Number, string Segment, byte[] Salt, byte[] Payload, byte[] Commitment, byte[] Chain)
    {
        public const string Columns = "segment, salt, payload, commitment, chain";

        public static Link Read(SqliteDataReader row) =>
            new(row.GetInt64(0), row.GetString(1), (byte[])row[2], (byte[])row[3], (byte[])row[4], (byte[])row[5]);
    }
}
