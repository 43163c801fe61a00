using Microsoft.Data.Sqlite;

namespace CreditGate.Silo.Storage.Sqlite;

/// <summary>How this product opens SQLite files: write-ahead log, and every commit on disk before it counts.</summary>
internal static class SqliteFile
{
    /// <summary>The connection that writes.</summary>
    /// <param name="checkpointPages">Pages of the log after which a commit carries them over into the file. Many make writing cheaper, and that one commit longer.</param>
    public static SqliteConnection OpenWriter(string path, int cacheMegabytes, int checkpointPages) => Open(
        path,
        $"""
        PRAGMA busy_timeout = 5000;
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA cache_size = -{cacheMegabytes * 1024};
        PRAGMA wal_autocheckpoint = {checkpointPages};
        PRAGMA temp_store = MEMORY;
        PRAGMA foreign_keys = OFF;
        """);

    /// <summary>A connection that only reads, and in the write-ahead log never waits for the writer.</summary>
    public static SqliteConnection OpenReader(string path) =>
        Open(path, "PRAGMA busy_timeout = 5000; PRAGMA query_only = ON; PRAGMA cache_size = -8192;");

    /// <summary>Whether the file can be read now; reads its list of tables from disk or its cache.</summary>
    public static bool IsReadable(string path)
    {
        using var connection = OpenReader(path);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM sqlite_master";
        return command.ExecuteScalar() is long;
    }

    /// <summary>A connection for grain storage, whose provider opens one for each operation. What is removed there is overwritten.</summary>
    public static SqliteConnection OpenPooled(string path) =>
        Opened(new SqliteConnection(PooledConnectionString(path)), "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;");

    public static string PooledConnectionString(string path) =>
        new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite }.ConnectionString;

    private static SqliteConnection Open(string path, string pragmas)
    {
        var settings = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false };
        return Opened(new SqliteConnection(settings.ConnectionString), pragmas);
    }

    private static SqliteConnection Opened(SqliteConnection connection, string pragmas)
    {
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = pragmas;
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
