using System.Security.Cryptography;
using System.Text;
using CreditGate.LoadTests.Rows;
using CreditGate.Silo.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CreditGate.Api.Tests.Pushes;

/// <summary>The record table of a running service's ledger, read beside it.</summary>
internal sealed class LedgerRecords(string data) : IDisposable
{
    private readonly SqliteConnection _connection = SqliteFile.OpenReader(Path.Combine(data, "ledger.db"));

    public long Count => Number("SELECT count(*) FROM record");

    /// <summary>Entries of the change feed.</summary>
    public long Changes => Number("SELECT count(*) FROM change");

    /// <summary>Which of the rows are not there as records of the platform operator.</summary>
    public List<PlannedRow> Without(IEnumerable<PlannedRow> rows)
    {
        using var find = new Statement(_connection, "SELECT 1 FROM record JOIN subject USING (subject) WHERE subject.key = ?1 AND kind = ?2 AND source = 'D01' AND number = ?3 AND state = 'InForce'");
        return [.. rows.Where(row => find.Bind(1, row.Uscc).Bind(2, row.Kind.ToString()).Bind(3, row.Number).First(static found => found.Int64(0)) == 0)];
    }

    /// <summary>Hash of everything that the records say, but not of how recently it was confirmed.</summary>
    public string Content()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var all = _connection.CreateCommand();
        all.CommandText =
            """
            SELECT concat_ws(char(31), key, kind, source, number, list, via, decided_on, until, state, json_remove(CAST(payload AS TEXT), '$.revision'))
            FROM record JOIN subject USING (subject) ORDER BY key, kind, source, number, list, via
            """;
        using var rows = all.ExecuteReader();
        while (rows.Read())
        {
            hash.AppendData(Encoding.UTF8.GetBytes(rows.GetString(0)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public void Dispose() => _connection.Dispose();

    private long Number(string query)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = query;
        return (long)command.ExecuteScalar()!;
    }
}
