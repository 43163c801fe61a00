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

    /// <summary>Once the ledger holds every receipt: shipping them is part of the check that made them, and of none that comes later.</summary>
    /// <exception cref="InvalidOperationException">The service does not show the metrics, or its spool does not become empty.</exception>
    public async Task<long> Bytes(CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            await Task.Delay(Stale, cancellation);
            var metrics = await client.GetStringAsync("/metrics", cancellation);
            if (Value(Spooled(), metrics) == 0)
            {
                return Last = Value(Allocated(), metrics);
            }

            if (Stopwatch.GetElapsedTime(started) > Longest)
            {
                throw new InvalidOperationException($"The ledger did not take every receipt within {Longest.TotalMinutes} minutes.");
            }
        }
    }

    private static long Value(Regex metric, string metrics) => metric.Match(metrics) is { Success: true } match
        ? (long)double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
        : throw new InvalidOperationException($"The service's /metrics has nothing that matches {metric}");

    [GeneratedRegex(@"^dotnet_gc_heap_total_allocated_bytes_total(?:\{[^}]*\})? ([0-9.eE+]+)", RegexOptions.Multiline)]
    private static partial Regex Allocated();

    [GeneratedRegex(@"^creditgate_spool_depth(?:\{[^}]*\})? ([0-9.eE+]+)", RegexOptions.Multiline)]
    private static partial Regex Spooled();
}
