using CreditGate.Silo.Tests.Postgres;
using Npgsql;

namespace CreditGate.Api.Tests.Persons;

/// <summary>What a PostgreSQL server keeps of a database: the rows of all its tables, what it wrote ahead since this was made, and its own log.</summary>
internal sealed class PostgresTraces
{
    private readonly PostgresServer _server;
    private readonly string _database;
    private readonly (string Segment, int Offset) _begin;

    public PostgresTraces(PostgresServer server, string database)
    {
        (_server, _database) = (server, database);
        _begin = Written();
    }

    public bool HasRows(string table)
    {
        using var connection = Open();
        using var command = new NpgsqlCommand($"SELECT EXISTS (SELECT FROM {table})", connection);
        return command.ExecuteScalar() is true;
    }

    public IEnumerable<string> Of(Canary canary) => Rows().Concat(Ahead()).Append(("the server's log", System.Text.Encoding.UTF8.GetBytes(_server.Log)))
        .SelectMany(trace => canary.In(trace.Item2).Select(word => $"{word} in {trace.Item1}"));

    /// <summary>As COPY gives them, so that nothing is packed away in side tables.</summary>
    private IEnumerable<(string Where, byte[] Bytes)> Rows()
    {
        using var connection = Open();
        foreach (var table in Tables(connection))
        {
            using var copy = connection.BeginRawBinaryCopy($"COPY (SELECT * FROM {table}) TO STDOUT (FORMAT BINARY)");
            using var rows = new MemoryStream();
            copy.CopyTo(rows);
            yield return (table, rows.ToArray());
        }
    }

    private static List<string> Tables(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(
            "SELECT format('%I.%I', nspname, relname) FROM pg_class JOIN pg_namespace space ON space.oid = relnamespace WHERE relkind IN ('r', 'p') AND NOT relispartition AND nspname NOT IN ('pg_catalog', 'information_schema')",
            connection);
        using var reader = command.ExecuteReader();
        var tables = new List<string>();
        while (reader.Read())
        {
            tables.Add(reader.GetString(0));
        }

        return tables;
    }

    private IEnumerable<(string Where, byte[] Bytes)> Ahead()
    {
        var end = Written();
        foreach (var path in Directory.EnumerateFiles(Path.Combine(_server.Data, "pg_wal")).Order(StringComparer.Ordinal))
        {
            var segment = Path.GetFileName(path);
            if (string.CompareOrdinal(segment, _begin.Segment) >= 0 && string.CompareOrdinal(segment, end.Segment) <= 0)
            {
                var bytes = File.ReadAllBytes(path);
                yield return (segment, bytes[(segment == _begin.Segment ? _begin.Offset : 0)..(segment == end.Segment ? end.Offset : bytes.Length)]);
            }
        }
    }

    private (string Segment, int Offset) Written()
    {
        using var connection = Open();
        using var command = new NpgsqlCommand("SELECT file_name, file_offset FROM pg_walfile_name_offset(pg_current_wal_insert_lsn())", connection);
        using var reader = command.ExecuteReader();
        reader.Read();
        return (reader.GetString(0), reader.GetInt32(1));
    }

    private NpgsqlConnection Open()
    {
        var connection = new NpgsqlConnection(_database + ";Pooling=false");
        connection.Open();
        return connection;
    }
}
