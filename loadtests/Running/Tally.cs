using System.Diagnostics;
using CreditGate.LoadTests.Planning;
using CreditGate.LoadTests.Traffic;
using HdrHistogram;

namespace CreditGate.LoadTests.Running;

/// <summary>What came of the requests that were due while it was measured.</summary>
internal sealed class Tally(long start, double seconds, int batchSize)
{
    private const long LongestMicroseconds = 3_600_000_000;
    private const int Digits = 3;

    private readonly Lock _lock = new();
    private readonly List<SecondTally> _seconds = [];
    private long _all;
    private readonly long _end = start + (long)(seconds * Stopwatch.Frequency);

    /// <summary>Microseconds from when a request was due until its answer was there: a service that stalls cannot hide the requests that would have come meanwhile.</summary>
    public LongHistogram Latency { get; } = new(LongestMicroseconds, Digits);

    /// <summary>Microseconds from when a request was really sent.</summary>
    public LongHistogram Service { get; } = new(LongestMicroseconds, Digits);

    public Dictionary<RequestKind, LongHistogram> ByKind { get; } = [];

    public SortedDictionary<int, long> Statuses { get; } = [];

    /// <summary>Of all responses, heads included.</summary>
    public long Bytes { get; private set; }

    public long Errors { get; private set; }

    /// <summary>Requests answered, those of the warm-up included.</summary>
    public long All => _all;

    public long Right { get; private set; }

    public long Wrong { get; private set; }

    /// <summary>Answers that came within the measured time.</summary>
    public long Completed { get; private set; }

    public long Decisions { get; private set; }

    public double Seconds { get; } = seconds;

    public IReadOnlyList<SecondTally> PerSecond => _seconds;

    public bool IsMeasured(long due) => due >= start && due < _end;

    public void Add(in Ending ending)
    {
        Interlocked.Increment(ref _all);
        if (!IsMeasured(ending.Order.Due))
        {
            return;
        }

        var latency = Microseconds(ending.Ended - ending.Order.Due);
        lock (_lock)
        {
            Latency.RecordValue(latency);
            Service.RecordValue(Microseconds(ending.Ended - ending.Sent));
            Of(ending.Order.Kind).RecordValue(latency);
            Statuses[ending.Status] = Statuses.GetValueOrDefault(ending.Status) + 1;
            Bytes += ending.Bytes;
            Errors += ending.IsError ? 1 : 0;
            Right += ending.Judgement == Judgement.Right ? 1 : 0;
            Wrong += ending.Judgement == Judgement.Wrong ? 1 : 0;
            Count(ending);
            At(ending.Order.Due).Due++;
            At(ending.Ended).Add(latency, ending.IsError);
        }
    }

    /// <summary>Requests that were due and have had no answer when the run gives up on them.</summary>
    public void Unanswered(Order order, long now) => Add(new Ending(order, Math.Max(order.Due, start), now, 0, 0, Judgement.Unjudged));

    /// <summary>A reading for the view.</summary>
    public Glance Look(long now)
    {
        lock (_lock)
        {
            var second = _seconds.Count < 2 ? null : _seconds[^2];
            return new Glance(
                Math.Clamp(Stopwatch.GetElapsedTime(start, now).TotalSeconds, 0, Seconds), Seconds, Latency.TotalCount, second?.Answered ?? 0, Percentile(Latency, 50), Percentile(Latency, 99), Errors, Right, Wrong);
        }
    }

    public static double Percentile(LongHistogram histogram, double percentile) => histogram.TotalCount == 0 ? 0 : histogram.GetValueAtPercentile(percentile) / 1_000.0;

    private void Count(in Ending ending)
    {
        if (ending is { IsError: false, Order.Kind: not RequestKind.Push } && ending.Ended < _end)
        {
            Decisions += ending.Order.Kind == RequestKind.Batch ? batchSize : 1;
        }

        Completed += !ending.IsError && ending.Ended < _end ? 1 : 0;
    }

    private LongHistogram Of(RequestKind kind)
    {
        if (!ByKind.TryGetValue(kind, out var histogram))
        {
            ByKind[kind] = histogram = new LongHistogram(LongestMicroseconds, Digits);
        }

        return histogram;
    }

    private SecondTally At(long timestamp)
    {
        var second = (int)Stopwatch.GetElapsedTime(start, timestamp).TotalSeconds;
        while (_seconds.Count <= second)
        {
            _seconds.Add(new SecondTally());
        }

        return _seconds[second];
    }

    private static long Microseconds(long ticks) => Math.Clamp((long)(ticks * (1e6 / Stopwatch.Frequency)), 0, LongestMicroseconds - 1);
}

/// <param name="Rate">Answers in the last whole second.</param>
internal readonly record struct Glance(double Seconds, double Of, long Answered, long Rate, double P50, double P99, long Errors, long Right, long Wrong);

/// <summary>One second of a run.</summary>
internal sealed class SecondTally
{
    private readonly List<int> _microseconds = [];

    /// <summary>Requests that were due in it.</summary>
    public long Due { get; set; }

    /// <summary>Answers that came in it.</summary>
    public long Answered => _microseconds.Count;

    public long Errors { get; private set; }

    public void Add(long microseconds, bool isError)
    {
        _microseconds.Add((int)Math.Min(microseconds, int.MaxValue));
        Errors += isError ? 1 : 0;
    }

    /// <summary>Milliseconds; 0 when nothing was answered.</summary>
    public double Percentile(double percentile)
    {
        if (_microseconds.Count == 0)
        {
            return 0;
        }

        var sorted = _microseconds.Order().ToArray();
        return sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * percentile / 100))] / 1_000.0;
    }
}
