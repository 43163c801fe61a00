using System.Threading.Channels;
using CreditGate.Actors.Ledger;
using Npgsql;

namespace CreditGate.Silo.Ledger.Postgres;

/// <summary>This node's writer: takes what is queued, commits it together, and only then answers.</summary>
internal sealed class GroupWriter : IDisposable
{
    private const int QueueCapacity = 8_192;
    private const int RowsPerCommit = 4_096;

    private readonly Channel<QueuedAppend> _queue = Channel.CreateBounded<QueuedAppend>(new BoundedChannelOptions(QueueCapacity) { SingleReader = true });
    private readonly Appender _appender;
    private readonly Task _loop;
    private List<QueuedAppend> _held = [];

    public GroupWriter(NpgsqlDataSource source, Action forget)
    {
        _appender = new Appender(source, forget);
        _loop = Task.Run(Loop);
    }

    /// <summary>Queues an append, waiting while the queue is full. Completes when it is durable.</summary>
    public async Task<AppendOutcome> Append(PreparedAppend append)
    {
        var queued = new QueuedAppend(append);
        try
        {
            await _queue.Writer.WriteAsync(queued).ConfigureAwait(false);
        }
        catch (ChannelClosedException error)
        {
            throw PostgresFaults.Unavailable(error);
        }

        return await queued.Task.ConfigureAwait(false);
    }

    public void Dispose()
    {
        _queue.Writer.TryComplete();
        _loop.GetAwaiter().GetResult();
    }

    private async Task Loop()
    {
        while (_held.Count > 0 || await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            var group = Fill();
            group.Sort(static (one, other) => string.CompareOrdinal(one.Append.Subject, other.Append.Subject));
            await Write(group).ConfigureAwait(false);
        }
    }

    /// <summary>What goes into the next commit: one append a subject; a second one waits for the commit of the first.</summary>
    private List<QueuedAppend> Fill()
    {
        var (waiting, group, subjects) = (_held, new List<QueuedAppend>(), new HashSet<string>(StringComparer.Ordinal));
        _held = [];
        waiting.ForEach(Take);
        for (var rows = 0L; rows < RowsPerCommit && _held.Count < RowsPerCommit && _queue.Reader.TryRead(out var queued); rows += queued.Append.Rows)
        {
            Take(queued);
        }

        return group;

        void Take(QueuedAppend queued) => (subjects.Add(queued.Append.Subject) ? group : _held).Add(queued);
    }

    private async Task Write(List<QueuedAppend> group)
    {
        try
        {
            var appended = await _appender.Run(group.ConvertAll(static queued => queued.Append), null, isWhole: false).ConfigureAwait(false);
            group.ForEach(queued => queued.Complete(appended));
        }
        catch (PostgresException) when (group.Count > 1)
        {
            // One of them is at fault. By themselves, the others succeed.
            foreach (var queued in group)
            {
                await Write([queued]).ConfigureAwait(false);
            }
        }
        catch (Exception error)
        {
            group.ForEach(queued => queued.Fail(error));
        }
    }
}

/// <summary>An append and who waits for it.</summary>
internal sealed class QueuedAppend(PreparedAppend append)
{
    // The writer must never run a caller's continuation.
    private readonly TaskCompletionSource<AppendOutcome> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PreparedAppend Append => append;

    public Task<AppendOutcome> Task => _completion.Task;

    public void Complete(Appended appended) => _completion.TrySetResult(appended.Passed.Subjects.Contains(append.Subject)
        ? new AppendOutcome(true, append.NewVersion)
        : new AppendOutcome(false, appended.Versions.GetValueOrDefault(append.Subject)));

    public void Fail(Exception error) => _completion.TrySetException(error);
}
