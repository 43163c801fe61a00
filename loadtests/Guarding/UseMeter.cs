using System.Globalization;
using System.Text.RegularExpressions;

namespace CreditGate.LoadTests.Guarding;

/// <summary>What the service has used since it started, by its own metrics.</summary>
internal sealed partial class UseMeter(HttpClient client)
{
    /// <summary>The last reading, good as long as nothing was asked since.</summary>
    public Use Last { get; private set; }

    /// <summary>Once the service is at rest and its receipts are sealed: what becomes of a receipt is part of the check that made it.</summary>
    public async Task<Use> Read(CancellationToken cancellation)
    {
        await ServiceRest.Wait(client, cancellation);
        await ServiceRest.Seal(client, cancellation);
        var metrics = await ServiceRest.Wait(client, cancellation);
        return Last = new Use(ServiceRest.Value(Allocated(), metrics), Seconds(metrics));
    }

    private static double Seconds(string metrics) => Processor().Matches(metrics) is { Count: > 0 } modes
        ? modes.Sum(static mode => double.Parse(mode.Groups[1].ValueSpan, CultureInfo.InvariantCulture))
        : throw new InvalidOperationException($"The service's /metrics has nothing that matches {Processor()}");

    [GeneratedRegex(@"^dotnet_gc_heap_total_allocated_bytes_total(?:\{[^}]*\})? ([0-9.eE+]+)", RegexOptions.Multiline)]
    private static partial Regex Allocated();

    /// <summary>A line for the user's and one for the system's.</summary>
    [GeneratedRegex(@"^dotnet_process_cpu_time_seconds_total(?:\{[^}]*\})? ([0-9.eE+-]+)", RegexOptions.Multiline)]
    private static partial Regex Processor();
}
