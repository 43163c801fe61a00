using System.Globalization;
using System.Text.RegularExpressions;

namespace CreditGate.LoadTests.Guarding;

/// <summary>What the service has allocated since it started, by its own metrics.</summary>
internal sealed partial class AllocationMeter(HttpClient client)
{
    /// <summary>Metrics are answered from a reading up to a second old.</summary>
    private static readonly TimeSpan Stale = TimeSpan.FromMilliseconds(1_100);

    /// <summary>The last reading, good as long as nothing was asked since.</summary>
    public long Last { get; private set; }

    /// <exception cref="InvalidOperationException">The service does not show the metric.</exception>
    public async Task<long> Bytes(CancellationToken cancellation)
    {
        await Task.Delay(Stale, cancellation);
        var metrics = await client.GetStringAsync("/metrics", cancellation);
        return Allocated().Match(metrics) is { Success: true } match
            ? Last = (long)double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException("The service's /metrics has no dotnet_gc_heap_total_allocated_bytes_total.");
    }

    [GeneratedRegex(@"^dotnet_gc_heap_total_allocated_bytes_total(?:\{[^}]*\})? ([0-9.eE+]+)", RegexOptions.Multiline)]
    private static partial Regex Allocated();
}
