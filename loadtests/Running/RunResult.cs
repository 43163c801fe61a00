using CreditGate.LoadTests.Planning;

namespace CreditGate.LoadTests.Running;

/// <param name="FirstWrong">The first wrong answer in words; null when there was none.</param>
/// <param name="FirstError">The first answer that was none; null when there was none.</param>
internal sealed record RunResult(Scenario Scenario, Uri[] Targets, Tally Tally, string? FirstWrong, string? FirstError, Cost Cost)
{
    public double Throughput => Tally.Completed / Tally.Seconds;

    /// <summary>Checks answered in a second, those in batches counted each.</summary>
    public double Decisions => Tally.Decisions / Tally.Seconds;

    public IReadOnlyList<(Expectation Expectation, double Value, bool Holds)> Verdicts =>
        [.. Scenario.Expectations.Select(expectation => (expectation, Value(expectation.Figure), expectation.Holds(Value(expectation.Figure))))];

    /// <summary>Wrong answers fail a run that expects nothing, too.</summary>
    public bool Passed => Tally is { Wrong: 0, Latency.TotalCount: > 0 } && Verdicts.All(static verdict => verdict.Holds);

    private double Value(string figure) => figure switch
    {
        "p50" => Tally.Percentile(Tally.Latency, 50),
        "p90" => Tally.Percentile(Tally.Latency, 90),
        "p99" => Tally.Percentile(Tally.Latency, 99),
        "p99.9" => Tally.Percentile(Tally.Latency, 99.9),
        "p99.99" => Tally.Percentile(Tally.Latency, 99.99),
        "max" => Tally.Percentile(Tally.Latency, 100),
        "errors" => Tally.Errors,
        "wrong" => Tally.Wrong,
        "throughput" => Throughput,
        _ => Decisions,
    };
}
