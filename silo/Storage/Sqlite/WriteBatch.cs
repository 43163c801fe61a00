using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CreditGate.Silo.Storage.Sqlite;

/// <summary>The commands that share one transaction.</summary>
internal sealed class WriteBatch<TSession>
    where TSession : SqliteSession
{
    private List<WriteCommand<TSession>> _commands = [];

    public int Count => _commands.Count;

    public void Add(WriteCommand<TSession> command) => _commands.Add(command);

    public void Clear() => _commands.Clear();

    public void Complete() => _commands.ForEach(static command => command.Complete());

    public void Fail(Exception error) => _commands.ForEach(command => command.Fail(error));

    /// <summary>Runs the commands in one open transaction. One that fails by its own fault is undone and told, and leaves the batch; the others stay.</summary>
    /// <exception cref="SqliteException">The file failed: nothing may be committed.</exception>
    public void Execute(TSession session)
    {
        session.Begin();
        try
        {
            _commands.ForEach(command => command.Execute(session));
        }
        catch (Exception error) when (!IsOfTheFile(error))
        {
            session.Rollback();
            session.Begin();
            _commands = _commands.FindAll(command => TryExecute(session, command));
        }
    }

    // Savepoints cost copies of pages, so commands get one each only when one of them has failed.
    private static bool TryExecute(TSession session, WriteCommand<TSession> command)
    {
        session.Savepoint();
        try
        {
            command.Execute(session);
        }
        catch (Exception error) when (!IsOfTheFile(error))
        {
            session.RollbackToSavepoint();
            command.Fail(error);
            return false;
        }

        session.Release();
        return true;
    }

    /// <summary>Whether the file or its disk failed, rather than one command.</summary>
    private static bool IsOfTheFile(Exception error) => error is SqliteException
    {
        SqliteErrorCode: not (raw.SQLITE_ERROR or raw.SQLITE_CONSTRAINT or raw.SQLITE_TOOBIG or raw.SQLITE_MISMATCH or raw.SQLITE_RANGE)
    };
}
