using System.Globalization;

namespace CreditGate.LoadTests.Reports;

/// <summary>The rounds of a comparison as a table of medians with their spread and ratios.</summary>
internal static class ComparisonTable
{
    private const string Service = "service";

    public static int Print(string directory)
    {
        var rounds = new Rounds(directory);
        Console.WriteLine("| System | decisions/s, median (least to most) | service / it | p50 ms | p99 ms | p99.9 ms | bytes an answer | judged right |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (var system in rounds.Systems)
        {
            var runs = rounds.Of(system);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {system} | {rounds.Decisions(system):N0} ({runs.Min(Rounds.Decisions):N0} to {runs.Max(Rounds.Decisions):N0}) | {rounds.Ratio(Service, system):F2} | {rounds.Latency(system, "p50"):F2} | {rounds.Latency(system, "p99"):F2} | {rounds.Latency(system, "p99.9"):F2} | {rounds.Median(system, static run => run.GetProperty("responseBytes").GetDouble()):F0} | {runs.Sum(static run => run.GetProperty("judged").GetProperty("right").GetInt64())} |"));
        }

        return 0;
    }

    /// <summary>Half of the median rate of a system.</summary>
    public static int PrintHalf(string directory, string system)
    {
        Console.WriteLine(((int)(new Rounds(directory).Decisions(system)!.Value / 2)).ToString(CultureInfo.InvariantCulture));
        return 0;
    }
}
