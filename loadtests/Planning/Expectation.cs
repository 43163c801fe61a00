using System.Globalization;
using System.Text.RegularExpressions;

namespace CreditGate.LoadTests.Planning;

/// <summary>A bound on one figure of a run, such as <c>p99 &lt;= 20 ms</c>, <c>errors == 0</c> or <c>throughput &gt;= 1900</c>.</summary>
internal sealed partial record Expectation(string Text, string Figure, string Comparison, double Bound)
{
    /// <summary>Latencies in milliseconds, rates in a second, the rest counts.</summary>
    public static readonly IReadOnlyList<string> Figures = ["p50", "p90", "p99", "p99.9", "p99.99", "max", "errors", "wrong", "throughput", "decisions"];

    /// <summary>Null when the text is none.</summary>
    public static Expectation? Parse(string text) =>
        Form().Match(text) is { Success: true } match && Figures.Contains(match.Groups["figure"].Value)
            ? new Expectation(text, match.Groups["figure"].Value, match.Groups["comparison"].Value, Bounded(match))
            : null;

    public bool Holds(double value) => Comparison switch
    {
        "<=" => value <= Bound,
        ">=" => value >= Bound,
        "<" => value < Bound,
        ">" => value > Bound,
        _ => value == Bound,
    };

    private static double Bounded(Match match) =>
        double.Parse(match.Groups["bound"].Value, CultureInfo.InvariantCulture) * (match.Groups["unit"].Value == "s" ? 1_000 : 1);

    [GeneratedRegex(@"^\s*(?<figure>[a-z]+[0-9.]*)\s*(?<comparison><=|>=|==|<|>)\s*(?<bound>[0-9]+(\.[0-9]+)?)\s*(?<unit>ms|s|/s)?\s*$")]
    private static partial Regex Form();
}
