using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using CreditGate.LoadTests.Running;
using HdrHistogram;

namespace CreditGate.LoadTests.Reports;

/// <summary>What is kept of a run: summary.json, seconds.csv, percentiles.csv and two plots.</summary>
internal static class ReportFiles
{
    private static readonly double[] Told = [50, 75, 90, 95, 99, 99.9, 99.99, 100];
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(RunResult result, string directory)
    {
        Directory.CreateDirectory(directory);
        Save("summary.json", JsonSerializer.Serialize(Summary(result), Options));
        Save("seconds.csv", Seconds(result.Tally));
        Save("percentiles.csv", Percentiles(result.Tally));
        Save("latency.svg", LatencyPlot(result));
        Save("throughput.svg", ThroughputPlot(result));

        void Save(string name, string content) => File.WriteAllText(Path.Combine(directory, name), content);
    }

    private static object Summary(RunResult result) => new
    {
        scenario = result.Scenario.Name,
        at = TimeProvider.System.GetUtcNow(),
        machine = $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, .NET {Environment.Version}",
        targets = result.Targets,
        mode = result.Scenario.Load.Mode.ToString().ToLowerInvariant(),
        connections = result.Scenario.Load.Connections,
        seconds = result.Tally.Seconds,
        throughput = Math.Round(result.Throughput, 1),
        decisions = Math.Round(result.Decisions, 1),
        responseBytes = result.Tally.Bytes / Math.Max(1, result.Tally.Latency.TotalCount),
        errors = result.Tally.Errors,
        firstError = result.FirstError,
        statuses = result.Tally.Statuses.ToDictionary(static status => status.Key.ToString(CultureInfo.InvariantCulture), static status => status.Value),
        judged = new { right = result.Tally.Right, wrong = result.Tally.Wrong, firstWrong = result.FirstWrong },
        latencyMs = Told.ToDictionary(Name, at => Tally.Percentile(result.Tally.Latency, at)),
        serviceMs = Told.ToDictionary(Name, at => Tally.Percentile(result.Tally.Service, at)),
        latencyMsByKind = result.Tally.ByKind.ToDictionary(
            static kind => kind.Key.ToString().ToLowerInvariant(), static kind => Told.ToDictionary(Name, at => Tally.Percentile(kind.Value, at))),
        generator = result.Cost,
        expectations = result.Verdicts.Select(static verdict => new { text = verdict.Expectation.Text, value = Math.Round(verdict.Value, 3), holds = verdict.Holds }),
        passed = result.Passed,
    };

    private static string Seconds(Tally tally) => Csv(
        "second,due,answered,errors,p50_ms,p99_ms,max_ms",
        tally.PerSecond.Select(static (second, index) => FormattableString.Invariant(
            $"{index},{second.Due},{second.Answered},{second.Errors},{second.Percentile(50):F3},{second.Percentile(99):F3},{second.Percentile(100):F3}")));

    private static string Percentiles(Tally tally) => Csv(
        "percentile,latency_ms,service_ms",
        Steps(tally.Latency).Select(at => FormattableString.Invariant($"{at.Percentile:F6},{at.Milliseconds:F3},{Tally.Percentile(tally.Service, at.Percentile):F3}")));

    private static string LatencyPlot(RunResult result) => new SvgPlot(
        $"{result.Scenario.Name}: latency from when due", "percentile", "ms", IsLogarithmic: true,
        [0, 1, 2, 3, 4, 5], static nines => nines == 0 ? "0" : FormattableString.Invariant($"{100 - (100 * Math.Pow(10, -nines)):0.###}"))
        .Draw([new("latency", [.. Steps(result.Tally.Latency).Select(Nines)]), new("service", [.. Steps(result.Tally.Service).Select(Nines)])]);

    private static string ThroughputPlot(RunResult result)
    {
        var seconds = result.Tally.PerSecond.Take((int)Math.Ceiling(result.Tally.Seconds)).ToArray();
        return new SvgPlot(
            $"{result.Scenario.Name}: requests a second", "second", "requests", IsLogarithmic: false,
            [.. Enumerable.Range(0, 6).Select(part => (double)(part * Math.Max(1, seconds.Length - 1) / 5))], static second => second.ToString("F0", CultureInfo.InvariantCulture))
            .Draw([
                new("due", [.. seconds.Select(static (second, index) => new PlotPoint(index, second.Due))]),
                new("answered", [.. seconds.Select(static (second, index) => new PlotPoint(index, second.Answered))])]);
    }

    /// <summary>Place of a percentile on an axis where every further nine is one step.</summary>
    private static PlotPoint Nines((double Percentile, double Milliseconds) at) => new(Math.Min(5, -Math.Log10(Math.Max(1e-5, 1 - (at.Percentile / 100)))), at.Milliseconds);

    private static IEnumerable<(double Percentile, double Milliseconds)> Steps(LongHistogram histogram) =>
        histogram.TotalCount == 0 ? [] : histogram.Percentiles(5).Select(static step => (step.PercentileLevelIteratedTo, step.ValueIteratedTo / 1_000.0));

    private static string Csv(string head, IEnumerable<string> lines) => string.Join('\n', lines.Prepend(head)) + "\n";

    private static string Name(double percentile) => percentile == 100 ? "max" : FormattableString.Invariant($"p{percentile}");
}
