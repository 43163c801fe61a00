using System.Diagnostics;
using CreditGate.LoadTests.Planning;
using CreditGate.LoadTests.Population;
using CreditGate.LoadTests.Traffic;

namespace CreditGate.LoadTests.Running;

/// <summary>Runs one scenario against one or more nodes and measures it. The subjects must be there already.</summary>
internal sealed class Runner(Scenario scenario, Uri[] targets, string key, Inhabitants inhabitants, Listings listings)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LeadIn = TimeSpan.FromMilliseconds(20);

    private readonly Orders _orders = new(scenario, inhabitants);
    private readonly Desk _desk = new();
    private Action<Order> _later = static _ => { };
    private Tally _tally = null!;
    private long _number;
    private long _end;

    /// <param name="look">Called twice a second.</param>
    /// <exception cref="System.Net.Sockets.SocketException">A target cannot be reached.</exception>
    public async Task<RunResult> Run(Action<Glance> look, CancellationToken cancellation)
    {
        var judge = new AnswerJudge(_orders, inhabitants, listings);
        var connections = Enumerable.Range(0, scenario.Load.Connections).Select(number => Connect(targets[number % targets.Length], judge)).ToArray();
        try
        {
            foreach (var connection in connections)
            {
                await connection.Open(cancellation);
            }

            var cost = new OwnCost();
            var begun = Stopwatch.GetTimestamp() + Ticks(LeadIn);
            using var pacer = Begin(connections, begun);
            await Last(look, cost, cancellation);
            return new RunResult(scenario, targets, _tally, judge.FirstWrong, judge.FirstError, cost.Of(_tally.All));
        }
        finally
        {
            Array.ForEach(connections, static connection => connection.Dispose());
        }
    }

    private Pacer Begin(Connection[] connections, long begun)
    {
        var warm = scenario.Load.Mode == LoadMode.Trace ? 0 : scenario.Load.WarmUpSeconds;
        var measured = begun + Ticks(TimeSpan.FromSeconds(warm));
        var seconds = Arrivals.Seconds(scenario.Load);
        _end = measured + Ticks(TimeSpan.FromSeconds(seconds));
        _tally = new Tally(measured, seconds, scenario.Traffic.BatchSize);
        var pacer = new Pacer(Arrivals.Of(scenario, _orders, begun), Hand);
        _later = pacer.Later;
        foreach (var connection in connections)
        {
            _desk.Free(connection);
        }

        for (var user = 0; scenario.Load.Mode == LoadMode.Closed && user < connections.Length; user++)
        {
            Next(begun + (Ticks(scenario.Load.Think) * user / connections.Length));
        }

        pacer.Start();
        return pacer;
    }

    /// <summary>Until the last order is answered, or nobody waits for it any more.</summary>
    private async Task Last(Action<Glance> look, OwnCost cost, CancellationToken cancellation)
    {
        var giveUp = _end + Ticks(Patience);
        for (var now = Stopwatch.GetTimestamp(); now < _end || (now < giveUp && IsExpected()); now = Stopwatch.GetTimestamp())
        {
            look(_tally.Look(now));
            await Task.Delay(BetweenLooks, cancellation);
        }

        cost.Stop();
        foreach (var order in _desk.Unanswered())
        {
            _tally.Unanswered(order, Stopwatch.GetTimestamp());
        }
    }

    private bool IsExpected() => _desk.Unanswered().Any(order => _tally.IsMeasured(order.Due));

    private void Hand(Order order)
    {
        if (order.Kind == RequestKind.Push)
        {
            // A push needs a subject that is not under way; when all near it are, the request is a check.
            order = listings.Begin(order.Subject) is { } subject ? order with { Subject = subject } : order with { Kind = RequestKind.Check };
        }

        _desk.Take(order);
    }

    private void Ended(Connection connection, Ending ending)
    {
        _tally.Add(ending);
        _desk.Free(connection);
        if (scenario.Load.Mode == LoadMode.Closed && ending.Ended < _end)
        {
            Next(ending.Ended + Ticks(scenario.Load.Think));
        }
    }

    private void Next(long due)
    {
        var order = _orders[Interlocked.Increment(ref _number) - 1, due];
        if (due <= Stopwatch.GetTimestamp())
        {
            Hand(order);
        }
        else
        {
            _later(order);
        }
    }

    private Connection Connect(Uri target, AnswerJudge judge) =>
        new(target, new RequestWriter(target, key, scenario, inhabitants, _orders, listings), judge, listings, Ended);

    private static long Ticks(TimeSpan span) => (long)(span.TotalSeconds * Stopwatch.Frequency);
}
