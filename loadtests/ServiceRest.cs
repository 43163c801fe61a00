using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using CreditGate.LoadTests.Population;

namespace CreditGate.LoadTests;

/// <summary>The service at rest: the ledger holds every receipt, and all were looked through. That is part of the checks that made them, and of nothing that comes later.</summary>
internal static partial class ServiceRest
{
    /// <summary>Metrics are answered from a reading up to a second old.</summary>
    private static readonly TimeSpan Stale = TimeSpan.FromMilliseconds(1_100);

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>The metrics of that moment.</summary>
    /// <exception cref="InvalidOperationException">The service does not show them, or does not come to rest.</exception>
    public static async Task<string> Wait(HttpClient client, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            await Task.Delay(Stale, cancellation);
            var metrics = await client.GetStringAsync("/metrics", cancellation);
            if (IsAtRest(metrics))
            {
                return metrics;
            }

            if (Stopwatch.GetElapsedTime(started) > Longest)
            {
                throw new InvalidOperationException($"Receipts were not in the ledger and looked through within {Longest.TotalMinutes} minutes.");
            }
        }
    }

    /// <summary>Sealing comes every 30 seconds, and so in some rounds and not in others: here at once. Of a service with <c>--bench</c>.</summary>
    public static async Task Seal(HttpClient client, CancellationToken cancellation) => (await client.PostAsync("/bench/seal", null, cancellation)).EnsureSuccessStatusCode();

    /// <summary>The command <c>rest</c>: waits, then has everything sealed; prints how many seconds it took.</summary>
    public static async Task<int> Run(Uri target, string keyFile)
    {
        using var client = Seeding.Client(target, (await File.ReadAllTextAsync(keyFile)).Trim());
        var started = Stopwatch.GetTimestamp();
        await Wait(client, CancellationToken.None);
        await Seal(client, CancellationToken.None);
        Console.WriteLine(FormattableString.Invariant($"{Stopwatch.GetElapsedTime(started).TotalSeconds:0.0}"));
        return 0;
    }

    public static long Value(Regex metric, string metrics) => metric.Match(metrics) is { Success: true } match
        ? Number(match)
        : throw new InvalidOperationException($"The service's /metrics has nothing that matches {metric}");

    private static bool IsAtRest(string metrics)
    {
        if (Value(Spooled(), metrics) != 0)
        {
            return false;
        }

        var shipped = Value(Shipped(), metrics);
        return LookedThrough().Matches(metrics).All(match => Number(match) == shipped);
    }

    private static long Number(Match match) => (long)double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^creditgate_spool_depth(?:\{[^}]*\})? ([0-9.eE+]+)", RegexOptions.Multiline)]
    private static partial Regex Spooled();

    [GeneratedRegex(@"^creditgate_receipts_shipped_total(?:\{[^}]*\})? ([0-9.eE+]+)", RegexOptions.Multiline)]
    private static partial Regex Shipped();

    [GeneratedRegex(@"^creditgate_receipts_looked_through_total(?:\{[^}]*\})? ([0-9.eE+]+)", RegexOptions.Multiline)]
    private static partial Regex LookedThrough();
}
