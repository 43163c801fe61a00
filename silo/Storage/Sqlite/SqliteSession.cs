using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CreditGate.Silo.Storage.Sqlite;

/// <summary>The writer's connection with its transaction statements; derived classes add the tables.</summary>
internal abstract class SqliteSession(SqliteConnection connection) : IDisposable
{
    private readonly Statement _begin = new(connection, "BEGIN IMMEDIATE");
    private readonly Statement _commit = new(connection, "COMMIT");
    private readonly Statement _rollback = new(connection, "ROLLBACK");
    private readonly Statement _savepoint = new(connection, "SAVEPOINT command");
    private readonly Statement _release = new(connection, "RELEASE command");
    private readonly Statement _rollbackTo = new(connection, "ROLLBACK TO command");

    public SqliteConnection Connection { get; } = connection;

    public void Begin() => _begin.Run();

    public void Commit() => _commit.Run();

    /// <summary>Ends the transaction without effect. SQLite may already have done so itself after a grave error.</summary>
    public void Rollback()
    {
        if (raw.sqlite3_get_autocommit(Connection.Handle) == 0)
        {
            _rollback.Run();
        }

        Reload();
    }

    public void Savepoint()
    {
        BeforeSavepoint();
        _savepoint.Run();
    }

    public void Release() => _release.Run();

    public void RollbackToSavepoint()
    {
        _rollbackTo.Run();
        _release.Run();
        Reload();
    }

    /// <summary>Last writes of a transaction, before its commit.</summary>
    public virtual void Flush()
    {
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Writes what is only in memory yet, for what comes after may be undone alone.</summary>
    protected virtual void BeforeSavepoint()
    {
    }

    /// <summary>Reads again what is kept in memory about the file, after a rollback.</summary>
    protected abstract void Reload();

    protected virtual void Dispose(bool disposing)
    {
        Array.ForEach([_begin, _commit, _rollback, _savepoint, _release, _rollbackTo], statement => statement.Dispose());
        Connection.Dispose();
    }
}
