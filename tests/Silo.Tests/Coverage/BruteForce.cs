using CreditGate.Actors.Coverage;
using CreditGate.Domain.Coverage;

namespace CreditGate.Silo.Tests.Coverage;

/// <summary>Coverage by the definitions, from everything that was ever said: no order, no state, no index.</summary>
internal static class BruteForce
{
    /// <summary>What stands of the reports of one case, in their order.</summary>
    public static DecidedCase Standing(IEnumerable<DecidedCase> reports)
    {
        DecidedCase? standing = null;
        foreach (var report in reports)
        {
            if (standing is null || report.Revision > standing.Revision || standing.Revision is null)
            {
                var isNoNews = standing is { Subject: not null } && report.Subject is null
                    && (report.DecidedAt, report.Decision, report.Receipt, report.IsWithdrawn, report.IsPerson)
                    == (standing.DecidedAt, standing.Decision, standing.Receipt, standing.IsWithdrawn, standing.IsPerson);
                standing = isNoNews ? report with { Subject = standing!.Subject } : report;
            }
        }

        return standing!;
    }

    public static string Timing(DecidedCase decided, IEnumerable<SeenReceipt> answers)
    {
        var own = answers.Where(answer => answer.Department == decided.Department && answer.Matter == decided.Matter
            && (answer.Key?.Number == decided.Number || answer.Check.Receipt == decided.Receipt)
            && (answer.Check.Subject == decided.Subject || (decided.IsPerson && (answer.Check.Subject is null || decided.Subject is null)))).ToList();
        var before = own.Where(answer => answer.Check.At < decided.DecidedAt).ToList();
        return before.Any(answer => answer.Check.ValidUntil > decided.DecidedAt) ? "InTime" : before.Count > 0 ? "Expired" : own.Count > 0 ? "Late" : "Never";
    }

    public static Dictionary<CoverageCell, long> Counts(IEnumerable<DecidedCase> reports, IReadOnlyCollection<SeenReceipt> answers)
    {
        var cases = reports.GroupBy(static report => report.Key).Select(Standing).Where(static decided => !decided.IsWithdrawn)
            .Select(decided => new CoverageCell(
                MonthOf(decided.DecidedAt), decided.Department, decided.Matter,
                decided.MustCheck ? Enum.Parse<CoverageMeasure>("Cases" + Timing(decided, answers)) : CoverageMeasure.OtherCases));
        return cases.Concat(answers.Select(static answer => new CoverageCell(MonthOf(answer.Check.At), answer.Department, answer.Matter, CoverageMeasure.Answers)))
            .GroupBy(static cell => cell).ToDictionary(static cell => cell.Key, static cell => (long)cell.Count());
    }

    private static int MonthOf(DateTimeOffset at) => at.ToOffset(TimeSpan.FromHours(8)) is var local ? (local.Year * 100) + local.Month : 0;
}
