using System.Diagnostics;

namespace CreditGate.Api.Checks;

/// <summary>Until when an answer is of use to its caller. Time spent in a queue counts, and setting the clock changes nothing.</summary>
internal readonly struct Deadline(long started, TimeSpan budget)
{
    // So a grain that cannot answer leaves enough for the ledger, and its callers wait well below a second.
    private static readonly TimeSpan MostForAGrain = TimeSpan.FromMilliseconds(500);

    /// <param name="started">Timestamp of <see cref="Stopwatch"/> at which the request came in.</param>
    public static Deadline Of(long started, TimeSpan budget) => new(started, budget);

    /// <summary>Zero once it has passed.</summary>
    public TimeSpan Left => budget - Stopwatch.GetElapsedTime(started) is { Ticks: > 0 } left ? left : TimeSpan.Zero;

    /// <summary>How long to wait for a grain before the ledger is asked in its place: half of what is left, at most half a second.</summary>
    public TimeSpan ForAGrain => TimeSpan.FromTicks(Math.Min(Left.Ticks / 2, MostForAGrain.Ticks));

    /// <summary>Waits for work no longer than the caller does. The work itself goes on.</summary>
    /// <exception cref="TimeoutException">The deadline passed first.</exception>
    public Task<T> Within<T>(Task<T> work, CancellationToken cancellation) => work.WaitAsync(Left, cancellation);
}
