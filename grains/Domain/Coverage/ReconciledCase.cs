namespace CreditGate.Domain.Coverage;

/// <summary>A case beside its checks.</summary>
/// <param name="Timing">By the checks known so far.</param>
public sealed record ReconciledCase(DecidedCase Case, CheckTiming Timing)
{
    /// <summary>Where it is counted; null when it is not.</summary>
    public CoverageCell? Cell => Case.IsWithdrawn ? null : new CoverageCell(Case.Month, Case.Department, Case.Matter, Measure);

    private CoverageMeasure Measure => !Case.MustCheck ? CoverageMeasure.OtherCases : Timing switch
    {
        CheckTiming.InTime => CoverageMeasure.CasesInTime,
        CheckTiming.Expired => CoverageMeasure.CasesExpired,
        CheckTiming.Late => CoverageMeasure.CasesLate,
        _ => CoverageMeasure.CasesNever,
    };
}
