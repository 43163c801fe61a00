using System.Globalization;
using System.Text.Json;

namespace CreditGate.LoadTests.Reports;

/// <summary>The rounds of a comparison, SYSTEM-ROUND.json in one directory, as a table of medians with their spread and ratios.</summary>
internal static class ComparisonTable
{
    private const string Service = "service";

    public static int Print(string directory)
    {
        var systems = Read(directory);
        Console.WriteLine("| System | decisions/s, median (least to most) | service / it | p50 ms | p99 ms | p99.9 ms | bytes an answer | judged right |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        var service = systems.TryGetValue(Service, out var rounds) ? Median(rounds, Decisions) : double.NaN;
        foreach (var (system, runs) in systems)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {system} | {Median(runs, Decisions):N0} ({runs.Min(Decisions):N0} to {runs.Max(Decisions):N0}) | {service / Median(runs, Decisions):F2} | {Latency(runs, "p50"):F2} | {Latency(runs, "p99"):F2} | {Latency(runs, "p99.9"):F2} | {Median(runs, static run => run.GetProperty("responseBytes").GetDouble()):F0} | {runs.Sum(static run => run.GetProperty("judged").GetProperty("right").GetInt64())} |"));
        }

        return 0;
    }

    /// <summary>Half of the median rate of a system.</summary>
    public static int PrintHalf(string directory, string system)
    {
        Console.WriteLine(((int)(Median(Read(directory)[system], Decisions) / 2)).ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    private static SortedDictionary<string, JsonElement[]> Read(string directory) => new(
        Directory.GetFiles(directory, "*.json").GroupBy(static file => Path.GetFileNameWithoutExtension(file)[..Path.GetFileNameWithoutExtension(file).LastIndexOf('-')])
            .ToDictionary(static system => system.Key, static system => system.Select(static file => JsonElement.Parse(File.ReadAllText(file))).ToArray()),
        StringComparer.Ordinal);

    private static double Decisions(JsonElement run) => run.GetProperty("decisions").GetDouble();

    private static double Latency(JsonElement[] runs, string percentile) => Median(runs, run => run.GetProperty("latencyMs").GetProperty(percentile).GetDouble());

    private static double Median(JsonElement[] runs, Func<JsonElement, double> figure)
    {
        var sorted = runs.Select(figure).Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
