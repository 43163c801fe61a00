using System.Diagnostics;
using CreditGate.LoadTests.Planning;
using CreditGate.LoadTests.Population;
using CreditGate.LoadTests.Running;

namespace CreditGate.LoadTests.Guarding;

/// <param name="Used">By the service, from rest to rest.</param>
/// <param name="Seconds">From rest to rest.</param>
internal readonly record struct Load(long Requests, Use Used, double Seconds)
{
    /// <summary>What one request used.</summary>
    /// <param name="idle">What the service uses in a second when nobody asks.</param>
    public Use Each(Use idle) => (Used - (idle * Seconds)) / Requests;
}

/// <summary>Short closed loads of one kind, with what the service used for them.</summary>
internal sealed class GuardLoad(Uri target, string key, Inhabitants inhabitants, UseMeter meter, DateOnly today)
{
    // Few enough that the shares of a commit do not depend much on the machine.
    private const int Connections = 16;
    private const int IdleSpans = 3;

    /// <returns>What the service uses in a second when nobody asks.</returns>
    public async Task<Use> MeasureIdle(CancellationToken cancellation)
    {
        // The middle of some spans: what goes on beside requests comes in bursts, and a slow machine has more of it for each request.
        var spans = new List<Use>(IdleSpans);
        var (before, started) = (await meter.Read(cancellation), Stopwatch.GetTimestamp());
        for (var span = 0; span < IdleSpans; span++)
        {
            var (after, now) = (await meter.Read(cancellation), Stopwatch.GetTimestamp());
            spans.Add((after - before) / Stopwatch.GetElapsedTime(started, now).TotalSeconds);
            (before, started) = (after, now);
        }

        return Use.Middle(spans);
    }

    /// <summary>Until the compiler has done with a path: what it allocates is not the request's.</summary>
    /// <param name="requests">At least so many: on a slow machine the compiler needs as many as on a fast one.</param>
    public async Task Warm(RequestKind kind, int requests, double seconds, int batchItems, CancellationToken cancellation)
    {
        for (long asked = 0; asked < requests; asked += (await Ask(kind, seconds, batchItems, cancellation)).Tally.All)
        {
        }
    }

    /// <exception cref="InvalidOperationException">A request failed: what was measured is not the work.</exception>
    public async Task<Load> Run(RequestKind kind, int requests, double seconds, int batchItems, CancellationToken cancellation)
    {
        var (before, started) = (meter.Last, Stopwatch.GetTimestamp());
        var asked = 0L;
        while (asked < requests)
        {
            asked += (await Ask(kind, seconds, batchItems, cancellation)).Tally.All;
        }

        var used = await meter.Read(cancellation) - before;
        return new Load(asked, used, Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    private async Task<RunResult> Ask(RequestKind kind, double seconds, int batchItems, CancellationToken cancellation)
    {
        var scenario = new Scenario
        {
            Name = "guard",
            Subjects = new SubjectPlan(inhabitants.Count, 0, 0, false, true),
            Keys = new KeyPlan(KeyDraw.Once, 1),
            Traffic = new TrafficPlan(new Dictionary<RequestKind, double> { [kind] = 1 }, batchItems, null),
            Load = new LoadPlan(LoadMode.Closed, kind == RequestKind.Batch ? 2 : Connections, 0, [new Stage(seconds, 0)], false, TimeSpan.Zero, null, 1),
            VerifyEvery = 0,
        };
        var result = await new Runner(scenario, [target], key, inhabitants, new Listings(inhabitants, 1, today)).Run(static _ => { }, cancellation);
        return result.Tally.Errors == 0
            ? result
            : throw new InvalidOperationException($"{kind} failed {result.Tally.Errors} times: {result.FirstError ?? "the connection broke"}");
    }
}
