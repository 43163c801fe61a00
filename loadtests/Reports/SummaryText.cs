using System.Globalization;
using System.Text;
using CreditGate.LoadTests.Running;

namespace CreditGate.LoadTests.Reports;

/// <summary>The end of a run in a few lines.</summary>
internal static class SummaryText
{
    public static string Of(RunResult result, string directory)
    {
        var tally = result.Tally;
        var text = new StringBuilder();
        Line(text, $"RESULT {result.Scenario.Name}: {result.Throughput:F0} requests/s, {result.Decisions:F0} decisions/s, errors {tally.Errors}, answers judged right {tally.Right}, wrong {tally.Wrong}");
        Line(text, $"latency ms from when due: p50 {At(result, 50)}, p90 {At(result, 90)}, p99 {At(result, 99)}, p99.9 {At(result, 99.9)}, max {At(result, 100)} of {tally.Latency.TotalCount}");
        Line(text, $"statuses: {string.Join(", ", tally.Statuses.Select(static status => $"{(status.Key == 0 ? "broken" : status.Key)} {status.Value}"))}");
        Line(text, $"responses of {tally.Bytes / Math.Max(1, tally.Latency.TotalCount)} bytes on average");
        Line(text, $"the generator itself: {result.Cost.CpuMicrosecondsPerRequest:F1} us of processor time and {result.Cost.BytesPerRequest:F0} bytes a request, {result.Cost.CpuShare:P0} of a core");
        if (result.FirstWrong is { } wrong)
        {
            Line(text, $"first wrong answer: {wrong}");
        }

        if (result.FirstError is { } error)
        {
            Line(text, $"first error: {error}");
        }

        foreach (var (expectation, value, holds) in result.Verdicts)
        {
            Line(text, $"{(holds ? "holds " : "FAILED")} {expectation.Text} ({value:F2})");
        }

        Line(text, $"{(result.Passed ? "PASSED" : "FAILED")}, filed under {directory}");
        return text.ToString().TrimEnd();
    }

    private static void Line(StringBuilder text, FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));

    private static string At(RunResult result, double percentile) => Tally.Percentile(result.Tally.Latency, percentile).ToString("F2", CultureInfo.InvariantCulture);
}
