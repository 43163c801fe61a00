using System.Collections.Concurrent;
using CreditGate.ClusterTests.Histories;
using CreditGate.ClusterTests.Nodes;

namespace CreditGate.ClusterTests.Load;

/// <summary>Callers under steady load, as approval systems are: a default check now and then, asked again elsewhere when a node gives no answer; and departments that push.</summary>
/// <param name="attempts">How often a check is asked; 1 when no request may fail.</param>
internal sealed class Callers(Cluster cluster, int firstSerial, int attempts) : IAsyncDisposable
{
    public const int Subjects = 12;
    private const int Checkers = 6;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan PushPace = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LookPeriod = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _end = new();
    private readonly NodeClient[] _nodes = [.. cluster.Nodes.Select(node => new NodeClient(node, cluster.Key, Patience))];
    private readonly bool[] _ready = [.. cluster.Nodes.Select(static _ => true)];
    private readonly long[] _revisions = new long[Subjects];
    private readonly ConcurrentQueue<(Check? Check, TimeSpan Wait, int Attempts)> _calls = new();
    private Task _running = Task.CompletedTask;

    public History History { get; } = new();

    /// <summary>Why pushes were not acknowledged, node by node.</summary>
    public IEnumerable<string> Reasons => _nodes.SelectMany(static node => node.Reasons);

    /// <summary>Every node has answered for every subject: what a cold start costs is no fault's doing.</summary>
    public async Task WarmUp()
    {
        for (var subject = 0; subject < Subjects; subject++)
        {
            foreach (var node in _nodes)
            {
                await node.Check(firstSerial + subject, Consistency.Default);
            }
        }
    }

    public void Start() => _running = Task.WhenAll(
    [
        .. Enumerable.Range(0, Checkers).Select(index => Task.Run(() => Every(Pace, () => Check(index)))),
        Task.Run(() => Every(PushPace, Push)),
        .. Enumerable.Range(0, _nodes.Length).Select(index => Task.Run(() => Every(LookPeriod, () => Look(index)))),
    ]);

    public async Task For(TimeSpan time)
    {
        if (await Task.WhenAny(_running, Task.Delay(time, _end.Token)) == _running)
        {
            await _running;
        }
    }

    /// <summary>Waits until the callers have seen something happen.</summary>
    public async Task Until(Func<bool> happened, TimeSpan limit, string what)
    {
        for (var end = ClientClock.Now + limit; !happened();)
        {
            if (ClientClock.Now > end)
            {
                throw new TimeoutException($"{what}: not within {limit.TotalSeconds} s.");
            }

            await For(TimeSpan.FromMilliseconds(50));
        }
    }

    public async Task Stop()
    {
        await _end.CancelAsync();
        await _running;
    }

    /// <summary>Of all calls until now.</summary>
    public Figures Figures()
    {
        var calls = _calls.ToArray();
        var checks = calls.Select(static call => call.Check).OfType<Check>().ToArray();
        var acknowledged = History.Pushes.Count(static push => push.End == PushEnd.Acknowledged);
        return new Figures(
            checks.Length, calls.Length - checks.Length, calls.Sum(static call => call.Attempts - 1), calls.Max(static call => call.Wait),
            checks.Count(static check => check.DecidedBy == "ledger"), checks.Count(static check => check.Unconfirmed),
            acknowledged, History.Pushes.Count - acknowledged);
    }

    public async Task<IReadOnlyList<SubjectHistory>> Histories(NodeClient node) => History.BySubject(await node.Timelines(firstSerial, Subjects));

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAny(_running);
        Array.ForEach(_nodes, static node => node.Dispose());
        _end.Dispose();
    }

    private async Task Every(TimeSpan period, Func<Task> work)
    {
        using var timer = new PeriodicTimer(period);
        while (!_end.IsCancellationRequested)
        {
            await work();
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    /// <summary>A caller keeps to its node while that is ready, and goes on from node to node.</summary>
    private async Task Check(int caller)
    {
        var serial = firstSerial + Random.Shared.Next(Subjects);
        var (started, asked) = (ClientClock.Now, 0);
        Check? check = null;
        while (check is null && asked < attempts)
        {
            check = await _nodes[NodeFor(caller + asked++)].Check(serial, Consistency.Default);
        }

        _calls.Enqueue((check, ClientClock.Now - started, asked));
        if (check is not null)
        {
            History.Add(check);
        }
    }

    private async Task Push()
    {
        var subject = Random.Shared.Next(Subjects);
        History.Add(await _nodes[NodeFor(Random.Shared.Next(_nodes.Length))].Push(firstSerial + subject, Interlocked.Increment(ref _revisions[subject])));
    }

    private async Task Look(int node) => Volatile.Write(ref _ready[node], await _nodes[node].IsReady(CancellationToken.None));

    private int NodeFor(int wish)
    {
        for (var step = 0; step < _nodes.Length; step++)
        {
            if (Volatile.Read(ref _ready[(wish + step) % _nodes.Length]))
            {
                return (wish + step) % _nodes.Length;
            }
        }

        return wish % _nodes.Length;
    }
}
