using CreditGate.ClusterTests.Histories;
using CreditGate.ClusterTests.Nodes;

namespace CreditGate.ClusterTests.Load;

/// <summary>Clients that push and check few subjects, each operation once, and keep what they heard. Each client asks one node: those of a node that is held wait for it, and the others go on.</summary>
internal sealed class Storm(Cluster cluster, int firstSerial, int subjects) : IAsyncDisposable
{
    private const int ClientsOfANode = 4;
    private const int PushesInAHundred = 12;

    // A fresh check brings an activation up to date, and so would hide from the checks after it that nothing else did.
    private const int AskedByDefaultOnly = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // Before a client whose node did not answer asks it again: a node that is gone refuses at once, and would be asked for nothing thousands of times a second.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _end = new();
    private readonly NodeClient[] _nodes = [.. cluster.Doors.Select(node => new NodeClient(node, cluster.Key, Patience))];
    private readonly long[] _revisions = new long[subjects];
    private readonly long[] _tokens = new long[subjects];
    private Task _running = Task.CompletedTask;
    private int _unanswered;
    private int _done;
    private TimeSpan _started;

    public History History { get; } = new();

    /// <summary>Pushes that were acknowledged, and checks that were answered.</summary>
    public int Done => Volatile.Read(ref _done);

    /// <summary>Checks that had no answer.</summary>
    public int Unanswered => _unanswered;

    public TimeSpan Lasted => ClientClock.Now - _started;

    public void Start()
    {
        _started = ClientClock.Now;
        _running = Task.WhenAll(_nodes.SelectMany(static node => Enumerable.Repeat(node, ClientsOfANode)).Select((node, index) => Task.Run(() => Client(node, new Random(index)))));
    }

    /// <summary>Waits for a while, and no longer than the clients go on.</summary>
    /// <exception cref="InvalidOperationException">A client heard something that no fault explains.</exception>
    public async Task For(TimeSpan time)
    {
        if (await Task.WhenAny(_running, Task.Delay(time, _end.Token)) == _running)
        {
            await _running;
        }
    }

    public async Task Reach(int operations, TimeSpan limit)
    {
        var end = ClientClock.Now + limit;
        while (Done < operations)
        {
            if (ClientClock.Now > end)
            {
                throw new TimeoutException($"Only {Done} of {operations} operations were done within {limit.TotalSeconds} s.");
            }

            await For(TimeSpan.FromMilliseconds(200));
        }
    }

    public async Task Stop()
    {
        await _end.CancelAsync();
        await _running;
    }

    /// <summary>What the ledger holds now, subject by subject. To be asked after the storm.</summary>
    public async Task<IReadOnlyList<SubjectHistory>> Histories(NodeClient node) => History.BySubject(await node.Timelines(firstSerial, subjects));

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAny(_running);
        Array.ForEach(_nodes, static node => node.Dispose());
        _end.Dispose();
    }

    private async Task Client(NodeClient node, Random random)
    {
        using var pause = new PeriodicTimer(Pause);
        while (!_end.IsCancellationRequested)
        {
            var subject = random.Next(subjects);
            var isDone = random.Next(100) < PushesInAHundred
                ? await Push(node, subject)
                : await Check(node, subject, subject < AskedByDefaultOnly ? Consistency.Default : (Consistency)random.Next(3));
            if (isDone)
            {
                Interlocked.Increment(ref _done);
            }
            else
            {
                await pause.WaitForNextTickAsync();
            }
        }
    }

    private async Task<bool> Push(NodeClient node, int subject)
    {
        var push = await node.Push(firstSerial + subject, Interlocked.Increment(ref _revisions[subject]));
        History.Add(push);
        Raise(ref _tokens[subject], push.Version);
        return push.End == PushEnd.Acknowledged;
    }

    private async Task<bool> Check(NodeClient node, int subject, Consistency consistency)
    {
        var token = consistency == Consistency.AtLeast ? Volatile.Read(ref _tokens[subject]) : 0;
        if (await node.Check(firstSerial + subject, consistency == Consistency.AtLeast && token == 0 ? Consistency.Default : consistency, token) is { } check)
        {
            History.Add(check);
            return true;
        }

        Interlocked.Increment(ref _unanswered);
        return false;
    }

    private static void Raise(ref long highest, long version)
    {
        for (var known = Volatile.Read(ref highest); version > known;)
        {
            var found = Interlocked.CompareExchange(ref highest, version, known);
            if (found == known)
            {
                return;
            }

            known = found;
        }
    }
}
