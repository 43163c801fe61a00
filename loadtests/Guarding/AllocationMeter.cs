using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace CreditGate.LoadTests.Guarding;

/// <summary>What the service has allocated since it started, by its own metrics.</summary>
internal sealed partial class AllocationMeter(HttpClient client)
{
    /// <summary>Metrics are answered from a reading up to a second old.</summary>
    private static readonly TimeSpan Stale = TimeSpan.FromMilliseconds(1_100);

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>The last reading, good as long as nothing was asked since.</summary>
    public long Last { get; private set; }

    /// <summary>Once the ledger holds every receipt and all were looked through: that is part of the check that made them, and of none that comes later.</summary>
    /// <exception cref="InvalidOperationException">The service does not show the metrics, or does not come to rest.</exception>
    public async Task<long> Bytes(CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            await Task.Delay(Stale, cancellation);
            var metrics = await client.GetStringAsync("/metrics", cancellation);
            if (IsDone(metrics))
            {
                return Last = Value(Allocated(), metrics);
            }

            if (Stopwatch.GetElapsedTime(started) > Longest)
            {
                throw new InvalidOperationException($"Receipts were not in the ledger and looked through within {Longest.TotalMinutes} minutes.");
            }
        }
    }

    private static bool IsDone(string metrics)
    {
        if (Value(Spooled(), metrics) != 0)
        {
            return false;
        }

        var shipped = Value(Shipped(), metrics);
        return LookedThrough().Matches(metrics).All(match => Number(match) == shipped);
    }

    private static long Value(Regex metric, string metrics) => metric.Match(metrics) is { Success: true } match
        ? Number(match)
        : throw new InvalidOperationException($"The service's /metrics has nothing that matches {metric}");

    private static long Number(Match match) => (long)double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^dotnet_gc_heap_total_allocated_bytes_total(?:\{[^}]*\})? ([0-9.eE+]+)", RegexOptions.Multiline)]
    private static partial Regex Allocated();

    [GeneratedRegex(@"^creditgate_spool_depth(?:\{[^}]*\})? ([0-9.eE+]+)", RegexOptions.Multiline)]
    private static partial Regex Spooled();

    [GeneratedRegex(@"^creditgate_receipts_shipped_total(?:\{[^}]*\})? ([0-9.eE+]+)", RegexOptions.Multiline)]
    private static partial Regex Shipped();

    [GeneratedRegex(@"^creditgate_receipts_looked_through_total(?:\{[^}]*\})? ([0-9.eE+]+)", RegexOptions.Multiline)]
    private static partial Regex LookedThrough();
}
