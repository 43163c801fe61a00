using System.Collections.Immutable;
using CreditGate.Domain.Coverage;

namespace CreditGate.Api.Coverage;

/// <param name="Rows">In the order of month, department and matter, as far as they are told apart.</param>
internal sealed record CoverageResponse(CoverageRow Total, ImmutableArray<CoverageRow> Rows);

/// <summary>Counts and rates of one month, department and matter, or of as many as were put together. Rates lie between 0 and 1 and are absent where there is nothing to divide by.</summary>
/// <param name="Month">Legal month in China: of the decision for cases, of the answer for answers; of objections, repairs and listings when they were settled or their limit passed, of permits and penalties when they came.</param>
/// <param name="Matter">Absent also for what concerns none: objections, repairs, publicity and lifting, in the row of the unit that has to see to it.</param>
/// <param name="Answers">Answers given, whatever they said.</param>
/// <param name="MustCheckCases">Decided cases of matters to check before acting.</param>
/// <param name="CheckedInTime">An answer was given before the decision and was valid then.</param>
/// <param name="CheckedExpired">Answers were given before the decision, and had expired by then (stale).</param>
/// <param name="CheckedLate">The first answer was given after the decision.</param>
/// <param name="NeverChecked">No answer.</param>
/// <param name="Missed">Decided without an answer before: late and never.</param>
/// <param name="OtherCases">Decided cases of matters that need no check.</param>
/// <param name="MustCheckRate">应查必查率: of must-check cases, those with an answer before the decision, stale ones included.</param>
/// <param name="StaleRate">Of must-check cases, those whose answers had expired.</param>
/// <param name="AnswersWithAdvice">Answers with measures or incentives, which ask for feedback.</param>
/// <param name="FeedbackConsistent">Fed back in time, everything done as the answer said.</param>
/// <param name="FeedbackReasoned">Fed back in time, something done otherwise, with its reason.</param>
/// <param name="FeedbackLate">Fed back whole, after the last day.</param>
/// <param name="FeedbackDue">Not fed back, the last day not passed.</param>
/// <param name="FeedbackOverdue">Not fed back, the last day passed.</param>
/// <param name="ObjectionsOnTime">Objections concluded within the legal limit, extensions included.</param>
/// <param name="ObjectionsLate">Objections whose limit passed before they were concluded.</param>
/// <param name="ObjectionRate">异议按期办结率: of objections that were concluded or whose limit passed, those concluded within it.</param>
/// <param name="RepairsOnTime">Repairs decided within the legal limit, extensions included.</param>
/// <param name="RepairsLate">Repairs whose limit passed before they were decided.</param>
/// <param name="RepairRate">修复按期办结率: of repairs that were decided or whose limit passed, those decided within it.</param>
/// <param name="PublicityOnTime">Permits and penalties that came within seven working days of the decision.</param>
/// <param name="PublicityLate">Those that came later.</param>
/// <param name="PublicityRate">双公示及时率: of permits and penalties that came, those within seven working days.</param>
/// <param name="MeasuresLifted">Tasks of joint actions that had been carried out and ended because their record did: removed, repaired, withdrawn, or past its term.</param>
/// <param name="MeanSecondsToLifting">平均解除时长: from the end of the record, as the platform heard of it or by its term, to the end of the task. In the row of the department that had the task.</param>
/// <param name="DeliveryRate">奖惩到位率: of answers with advice, those fed back in time and consistent or reasoned. Those whose last day has not passed count as not delivered yet.</param>
internal sealed record CoverageRow(
    string? Month,
    string? Department,
    string? DepartmentName,
    string? Matter,
    string? MatterName,
    long Answers,
    long MustCheckCases,
    long CheckedInTime,
    long CheckedExpired,
    long CheckedLate,
    long NeverChecked,
    long Missed,
    long OtherCases,
    double? MustCheckRate,
    double? StaleRate,
    long AnswersWithAdvice,
    long FeedbackConsistent,
    long FeedbackReasoned,
    long FeedbackLate,
    long FeedbackDue,
    long FeedbackOverdue,
    double? DeliveryRate,
    long ObjectionsOnTime,
    long ObjectionsLate,
    double? ObjectionRate,
    long RepairsOnTime,
    long RepairsLate,
    double? RepairRate,
    long PublicityOnTime,
    long PublicityLate,
    double? PublicityRate,
    long MeasuresLifted,
    double? MeanSecondsToLifting)
{
    public static CoverageRow Of(CoverageGroup group, IEnumerable<CoverageCount> counts, CoverageText text, Domain.Language language)
    {
        var rates = new CoverageRates(counts);
        return new CoverageRow(
            group.Month is { } month ? Months.Text(month) : null,
            group.Department, group.Department is { } department ? text.DepartmentName(department, language) : null,
            group.Matter, group.Matter is { } matter ? text.MatterName(matter, language) : null,
            rates[CoverageMeasure.Answers],
            rates.MustCheckCases,
            rates[CoverageMeasure.CasesInTime], rates[CoverageMeasure.CasesExpired], rates[CoverageMeasure.CasesLate], rates[CoverageMeasure.CasesNever],
            rates.Missed,
            rates[CoverageMeasure.OtherCases],
            rates.MustCheckRate,
            rates.StaleRate,
            rates.AnswersWithAdvice,
            rates[CoverageMeasure.AdviceConsistent], rates[CoverageMeasure.AdviceReasoned], rates[CoverageMeasure.AdviceLate], rates[CoverageMeasure.AdviceDue], rates[CoverageMeasure.AdviceOverdue],
            rates.DeliveryRate,
            rates[CoverageMeasure.ObjectionsOnTime], rates[CoverageMeasure.ObjectionsLate], rates.ObjectionRate,
            rates[CoverageMeasure.RepairsOnTime], rates[CoverageMeasure.RepairsLate], rates.RepairRate,
            rates[CoverageMeasure.PublicityOnTime], rates[CoverageMeasure.PublicityLate], rates.PublicityRate,
            rates[CoverageMeasure.MeasuresLifted], rates.MeanSecondsToLifting);
    }
}

/// <summary>What rows are told apart by; null where they are put together.</summary>
internal sealed record CoverageGroup(int? Month, string? Department, string? Matter)
{
    public static readonly CoverageGroup All = new(null, null, null);
}
