using System.Diagnostics;
using System.Threading.Channels;
using CreditGate.Actors.Nodes;
using CreditGate.Silo.Telemetry;

namespace CreditGate.Silo.Storage.Sqlite;

/// <summary>What callers are told when the file fails them.</summary>
/// <param name="Unavailable">Certain: nothing was written.</param>
/// <param name="OutcomeUnknown">The commit itself failed.</param>
internal sealed record WriteFaults(Func<Exception, Exception> Unavailable, Func<Exception, Exception> OutcomeUnknown);

/// <summary>The one writer of a SQLite file: takes what is queued, commits it together, and only then answers.</summary>
/// <param name="open">Opens the connection; called again when a failed commit leaves its state in doubt.</param>
/// <param name="commit">For tests: stands between the writer and the commit.</param>
/// <param name="niceness">Of its thread, 0 to 19: whether it gives way to those that checks wait for.</param>
internal sealed class SqliteWriter<TSession>(string name, Func<TSession> open, WriteFaults faults, Action<Action>? commit = null, int niceness = 0) : IDisposable
    where TSession : SqliteSession
{
    private const int QueueCapacity = 8_192;
    private const int RowsPerCommit = 4_096;

    // Whoever queues wakes the writer itself; by way of the pool it took two wakings.
    private readonly Channel<WriteCommand<TSession>> _queue =
        Channel.CreateBounded<WriteCommand<TSession>>(new BoundedChannelOptions(QueueCapacity) { SingleReader = true, AllowSynchronousContinuations = true });

    private readonly ManualResetEventSlim _hasWork = new(false, spinCount: 0);

    private readonly WriteBatch<TSession> _batch = new();
    private readonly CommitMeter _meter = new(name);
    private Thread? _thread;
    private TSession? _session;

    /// <summary>Opens the file and starts the writer's thread.</summary>
    public SqliteWriter<TSession> Start()
    {
        _session = open();
        _thread = new Thread(Loop) { IsBackground = true, Name = $"{name} writer" };
        _thread.Start();
        return this;
    }

    /// <summary>Queues work, waiting while the queue is full. Completes when the work is durable.</summary>
    /// <param name="rows">About how many rows it writes.</param>
    /// <param name="work">Runs on the writer's thread inside a transaction, perhaps twice.</param>
    public async Task<T> Run<T>(int rows, Func<TSession, T> work)
    {
        var command = new WriteCommand<TSession, T>(rows, work);
        await Queue(command).ConfigureAwait(false);
        return await command.Task.ConfigureAwait(false);
    }

    /// <summary>Queues a command, which tells its caller itself when it is durable. Waits while the queue is full.</summary>
    public ValueTask Queue(WriteCommand<TSession> command) => _queue.Writer.TryWrite(command) ? default : QueueWhenThereIsRoom(command);

    /// <summary>Writes what is queued, then closes the file.</summary>
    public void Dispose()
    {
        _queue.Writer.TryComplete();
        _thread?.Join();
        _session?.Dispose();
        _hasWork.Dispose();
    }

    private async ValueTask QueueWhenThereIsRoom(WriteCommand<TSession> command)
    {
        try
        {
            await _queue.Writer.WriteAsync(command).ConfigureAwait(false);
        }
        catch (ChannelClosedException error)
        {
            throw faults.Unavailable(error);
        }
        finally
        {
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);       // whoever made the room must not go on with the caller
        }
    }

    private void Loop()
    {
        Niceness.OfThisThread(niceness);
        while (WaitForWork())
        {
            Write(Fill());
            _batch.Clear();
        }
    }

    private bool WaitForWork()
    {
        var waiting = _queue.Reader.WaitToReadAsync();
        if (waiting.IsCompleted)
        {
            return waiting.Result;
        }

        _hasWork.Reset();
        var came = waiting.AsTask();
        came.ContinueWith(_ => _hasWork.Set(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        _hasWork.Wait();
        return came.Result;
    }

    /// <summary>Returns about how many rows the batch writes.</summary>
    private long Fill()
    {
        var rows = 0L;
        for (; rows < RowsPerCommit && _queue.Reader.TryRead(out var command); rows += command.Rows)
        {
            _batch.Add(command);
        }

        return rows;
    }

    private void Write(long rows)
    {
        var started = Stopwatch.GetTimestamp();
        TSession session;
        try
        {
            session = _session ??= open();
            _batch.Execute(session);
            session.Flush();
        }
        catch (Exception error)
        {
            Abandon();
            _meter.Failed();
            _batch.Fail(faults.Unavailable(error));
            return;
        }

        if (TryCommit(session))
        {
            _meter.Committed(_batch.Count, rows, started);
            _batch.Complete();
        }
    }

    private bool TryCommit(TSession session)
    {
        try
        {
            (commit ?? (static act => act()))(session.Commit);
            return true;
        }
        catch (Exception error)
        {
            Close();
            _meter.Failed();
            _batch.Fail(faults.OutcomeUnknown(error));
            return false;
        }
    }

    private void Abandon()
    {
        try
        {
            _session?.Rollback();
        }
        catch (Exception)
        {
            Close();    // ends the transaction as surely; the callers get the first error
        }
    }

    private void Close()
    {
        _session?.Dispose();
        _session = null;
    }
}
