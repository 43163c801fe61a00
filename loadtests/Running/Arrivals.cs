using System.Diagnostics;
using System.Globalization;
using CreditGate.LoadTests.Planning;
using CreditGate.LoadTests.Rows;
using CreditGate.LoadTests.Traffic;

namespace CreditGate.LoadTests.Running;

/// <summary>When each request of an open load is due. Fixed before the first one is sent, whatever the answers take.</summary>
internal static class Arrivals
{
    private const double ChanceSteps = 1 << 30;

    /// <summary>Seconds of the whole run after its warm-up.</summary>
    public static double Seconds(LoadPlan load) => load.Mode == LoadMode.Trace ? Recorded(load).Max(static line => line.Seconds) : load.Seconds;

    /// <param name="start">Timestamp of the first request; the warm-up runs at the rate of the first stage.</param>
    public static IEnumerable<Order> Of(Scenario scenario, Orders orders, long start) => scenario.Load.Mode switch
    {
        LoadMode.Open => Staged(scenario).Select((seconds, number) => orders[number, start + Ticks(seconds)]),
        LoadMode.Trace => Recorded(scenario.Load).Select((line, number) => orders.Recorded(number, start + Ticks(line.Seconds), line.Kind, line.Subject)),
        _ => [],
    };

    private static IEnumerable<double> Staged(Scenario scenario)
    {
        var load = scenario.Load;
        var number = 0;
        var (from, to) = (0.0, 0.0);
        foreach (var stage in load.Stages.Prepend(new Stage(load.WarmUpSeconds, load.Stages[0].Rate)))
        {
            to += stage.Seconds;
            for (var at = from; (at += Gap(scenario, number) / stage.Rate) < to; number++)
            {
                yield return at;
            }

            from = to;
        }
    }

    private static double Gap(Scenario scenario, int number) => scenario.Load.IsPoisson
        ? -Math.Log(1 - (Dice.Of(scenario.Seed, number).With(9).Below(1 << 30) / ChanceSteps))
        : 1;

    /// <summary>Lines of a trace: milliseconds from its start, kind, subject, separated by commas; the first line names them.</summary>
    private static IEnumerable<(double Seconds, RequestKind Kind, int Subject)> Recorded(LoadPlan load) =>
        File.ReadLines(load.Trace!).Skip(1).Select((line, index) => line.Split(',') is [var milliseconds, var kind, var subject]
            && double.TryParse(milliseconds, CultureInfo.InvariantCulture, out var at) && Enum.TryParse<RequestKind>(kind, ignoreCase: true, out var known)
            && int.TryParse(subject, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? (at / 1_000 / load.Speed, known, number)
                : throw new ScenarioException([$"load.trace, line {index + 2}: \"{line}\" is not understood, write MILLISECONDS,KIND,SUBJECT as in 1520,check,17"]));

    private static long Ticks(double seconds) => (long)(seconds * Stopwatch.Frequency);
}
