using CreditGate.Silo.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CreditGate.Silo.Backups;

/// <summary>One file as it stands at one instant, while its writer goes on. Until it is disposed, the write-ahead log of the file only grows.</summary>
internal sealed class Snapshot : IDisposable
{
    private const int PagesAtOnce = 1_000;

    private readonly SqliteConnection _source;
    private SqliteTransaction? _transaction;

    public Snapshot(string path) => (Path, _source) = (path, SqliteFile.OpenReader(path));

    public string Path { get; }

    /// <summary>Takes the instant; returns the answer of a query to it. Called again, takes a later one.</summary>
    public long Take(string query)
    {
        _transaction?.Dispose();
        _transaction = _source.BeginTransaction(deferred: true);
        using var command = _source.CreateCommand();
        command.CommandText = query;        // a deferred transaction begins with its first read
        return command.ExecuteScalar() is long value ? value : 0;
    }

    /// <summary>Copies the file page by page, resting as long as it worked, so that half of the disk stays with the service.</summary>
    /// <param name="target">An empty file.</param>
    public async Task CopyTo(string target, TimeProvider time, CancellationToken cancellation)
    {
        using var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = target, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ConnectionString);
        copy.Open();
        using var backup = raw.sqlite3_backup_init(copy.Handle!, "main", _source.Handle!, "main");
        if (backup.IsInvalid)
        {
            SqliteException.ThrowExceptionForRC(raw.sqlite3_errcode(copy.Handle!), copy.Handle!);
        }

        for (var started = time.GetTimestamp(); Step(backup, copy); started = time.GetTimestamp())
        {
            await Task.Delay(time.GetElapsedTime(started), time, cancellation);
        }
    }

    public void Dispose()
    {
        _transaction?.Dispose();
        _source.Dispose();
    }

    /// <summary>False when all is copied and on disk.</summary>
    private static bool Step(sqlite3_backup backup, SqliteConnection copy)
    {
        var code = raw.sqlite3_backup_step(backup, PagesAtOnce);
        if (code is not (raw.SQLITE_OK or raw.SQLITE_DONE))
        {
            SqliteException.ThrowExceptionForRC(code, copy.Handle!);
        }

        return code == raw.SQLITE_OK;
    }
}
