using System.Globalization;
using CreditGate.LoadTests.Guarding;

namespace CreditGate.LoadTests.Reports;

/// <summary>What <c>loadtests/all</c> filed, beside what is asked for. A figure that was not measured says so.</summary>
internal static class TargetTable
{
    private const double Kilobyte = 1_024;

    public static int Print(string directory)
    {
        Array.ForEach(Lines(directory), Console.WriteLine);
        return 0;
    }

    public static string[] Lines(string directory)
    {
        var rounds = new Rounds(directory);
        var scale = Figures(Path.Combine(directory, "scale.txt"));
        var guard = Path.Combine(directory, "guard.json") is var file && File.Exists(file) ? GuardFigures.Read(file) : null;
        return
        [
            "| Measure | Figure | Asked | |",
            "|---|---|---|---|",
            AtLeast("single check / no-op endpoint", rounds.Ratio("service", "noop"), 0.75),
            AtLeast("/ ASP.NET Core + Redis, `always`", rounds.Ratio("service", "redis-always"), 1.3),
            AtLeast("/ ASP.NET Core + Redis, `everysec`", rounds.Ratio("service", "redis-everysec"), 1),
            AtLeast("/ ASP.NET Core + PostgreSQL", rounds.Ratio("service", "postgres"), 4),
            AtLeast("/ Cerbos, the decision alone", rounds.Ratio("service", "cerbos"), 4),
            AtMost("open loop at half of the maximum, p99 / no-op's", rounds.Latency("open-service", "p99") / rounds.Latency("open-noop", "p99"), 2),
            AtMost("the same, p99.9, ms", rounds.Latency("open-service", "p99.9"), 20),
            AtLeast("batch of 1,000, decisions / single checks", rounds.Ratio("service-batch", "service"), 3),
            AtMost("allocated for a check, KB, its shipping, sweeping and sealing included", guard?.BytesPerCheck / Kilobyte, 4),
            AtMost("heap for an active subject with three records, KB", Of("heapBytesPerSubject") / Kilobyte, 3.5),
            AtMost("check of a subject not in memory, p99, ms", rounds.Latency("stored", "p99"), 10),
            AtLeast("activations a second", rounds.Decisions("activate"), 10_000),
            AtMost("start to the first answered check, s", Of("firstAnswerMs") / 1_000, 3),
            AtMost("p99 of the first 1,000 checks, ms", Of("firstChecksP99Ms"), 50),
            AtLeast($"checks with {Of("activeSubjectsAtTheEnd") ?? 0:N0} active subjects / with 1,000", rounds.Ratio("many-active", "few-active"), 0.9),
            AtLeast("one subject takes all checks / uniform", rounds.Ratio("service-hot-key", "service"), 0.7),
        ];

        double? Of(string figure) => scale.TryGetValue(figure, out var value) ? value : null;
    }

    private static string AtLeast(string measure, double? figure, double asked) => Line(measure, figure, "at least", asked, figure >= asked);

    private static string AtMost(string measure, double? figure, double asked) => Line(measure, figure, "at most", asked, figure <= asked);

    private static string Line(string measure, double? figure, string bound, double asked, bool isMet) => string.Create(CultureInfo.InvariantCulture,
        $"| {measure} | {(figure is { } known ? known.ToString(known < 100 ? "0.##" : "N0", CultureInfo.InvariantCulture) : "not measured")} | {bound} {asked:#,0.##} | {(figure is null ? "" : isMet ? "met" : "**not met**")} |");

    private static Dictionary<string, double> Figures(string file) => File.Exists(file)
        ? File.ReadLines(file).Select(static line => line.Split(' ')).ToDictionary(static line => line[0], static line => double.Parse(line[1], CultureInfo.InvariantCulture), StringComparer.Ordinal)
        : [];
}
