using System.Collections.Immutable;

namespace CreditGate.Domain.Coverage;

/// <summary>Counts of a department, matter and month put together, and the rates of DOMAIN section 7 that follow from them.</summary>
public sealed class CoverageRates(IEnumerable<CoverageCount> counts)
{
    private readonly ImmutableDictionary<CoverageMeasure, long> _counts =
        counts.GroupBy(static count => count.Cell.Measure).ToImmutableDictionary(static same => same.Key, static same => same.Sum(static count => count.Count));

    public long this[CoverageMeasure measure] => _counts.GetValueOrDefault(measure);

    /// <summary>Cases of matters to check before acting.</summary>
    public long MustCheckCases => this[CoverageMeasure.CasesInTime] + this[CoverageMeasure.CasesExpired] + Missed;

    /// <summary>Decided without a token: nothing was asked before the decision.</summary>
    public long Missed => this[CoverageMeasure.CasesLate] + this[CoverageMeasure.CasesNever];

    /// <summary>Of must-check cases, those with a token issued before the decision, stale ones included; null without a case.</summary>
    public double? MustCheckRate => Ratio(MustCheckCases - Missed, MustCheckCases);

    /// <summary>Of must-check cases, those whose answers had all expired when they were decided; null without a case.</summary>
    public double? StaleRate => Ratio(this[CoverageMeasure.CasesExpired], MustCheckCases);

    /// <summary>Answers with measures or incentives.</summary>
    public long AnswersWithAdvice =>
        this[CoverageMeasure.AdviceDue] + this[CoverageMeasure.AdviceOverdue] + this[CoverageMeasure.AdviceConsistent] + this[CoverageMeasure.AdviceReasoned] + this[CoverageMeasure.AdviceLate];

    /// <summary>Of answers with advice, those fed back in time and consistent or reasoned; null without one. Those whose last day has not passed count as not delivered yet.</summary>
    public double? DeliveryRate => Ratio(this[CoverageMeasure.AdviceConsistent] + this[CoverageMeasure.AdviceReasoned], AnswersWithAdvice);

    /// <summary>Of objections that were concluded or whose limit passed, those concluded within it; null without one.</summary>
    public double? ObjectionRate => OnTime(CoverageMeasure.ObjectionsOnTime, CoverageMeasure.ObjectionsLate);

    /// <summary>Of repairs that were decided or whose limit passed, those decided within it; null without one.</summary>
    public double? RepairRate => OnTime(CoverageMeasure.RepairsOnTime, CoverageMeasure.RepairsLate);

    /// <summary>Of permits and penalties that came, those within seven working days of the decision; null without one.</summary>
    public double? PublicityRate => OnTime(CoverageMeasure.PublicityOnTime, CoverageMeasure.PublicityLate);

    /// <summary>From the end of a record to the end of what departments did because of it; null when nothing ended.</summary>
    public double? MeanSecondsToLifting => Ratio(this[CoverageMeasure.SecondsToLifting], this[CoverageMeasure.MeasuresLifted]);

    private double? OnTime(CoverageMeasure onTime, CoverageMeasure late) => Ratio(this[onTime], this[onTime] + this[late]);

    private static double? Ratio(long part, long whole) => whole == 0 ? null : (double)part / whole;
}
