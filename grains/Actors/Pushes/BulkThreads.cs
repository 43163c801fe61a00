using System.Collections.Concurrent;
using CreditGate.Actors.Nodes;

namespace CreditGate.Actors.Pushes;

/// <summary>
/// Threads of their own for the work of push jobs and of other work over many subjects. On the pool's threads, of which there are as many as cores, judging a chunk
/// kept every check waiting; here it yields to them, because the operating system runs these threads only when others leave room.
/// </summary>
public sealed class BulkThreads : TaskScheduler, IDisposable
{
    private const int GivesWay = 10;        // about a tenth of an ordinary thread's share

    private readonly BlockingCollection<Task> _queue = [];
    private readonly Thread[] _threads;

    public BulkThreads()
    {
        _threads = [.. Enumerable.Range(1, Math.Max(1, Environment.ProcessorCount)).Select(number => new Thread(Loop) { IsBackground = true, Name = $"bulk {number}" })];
        Array.ForEach(_threads, static thread => thread.Start());
    }

    public override int MaximumConcurrencyLevel => _threads.Length;

    /// <summary>Runs work here, with everything it awaits.</summary>
    public Task Run(Func<Task> work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    public void Dispose() => _queue.CompleteAdding();

    protected override void QueueTask(Task task) => _queue.Add(task);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => !taskWasPreviouslyQueued && Current == this && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => _queue;

    private void Loop()
    {
        Niceness.OfThisThread(GivesWay);
        foreach (var task in _queue.GetConsumingEnumerable())
        {
            TryExecuteTask(task);
        }
    }
}
