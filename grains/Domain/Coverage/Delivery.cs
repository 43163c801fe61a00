using CreditGate.Domain.Feedback;

namespace CreditGate.Domain.Coverage;

/// <summary>奖惩到位: where an answer with advice is counted, by what was fed back on it.</summary>
public static class Delivery
{
    /// <summary>Counted in the month of the answer, for the department that got it.</summary>
    public static CoverageCell CellOf(CheckTask task) => new(LegalMonth.Of(task.DecidedAt), task.Organisation, task.Matter, task switch
    {
        { IsOpen: true, IsOverdue: true } => CoverageMeasure.AdviceOverdue,
        { IsOpen: true } => CoverageMeasure.AdviceDue,
        { IsOverdue: true } or { IsLate: true } => CoverageMeasure.AdviceLate,
        { Deviates: true } => CoverageMeasure.AdviceReasoned,
        _ => CoverageMeasure.AdviceConsistent,
    });

    /// <summary>How the counts change when a task moves; nothing where it is counted as before.</summary>
    /// <param name="before">Null for a new task.</param>
    public static IEnumerable<CoverageCount> Moved(CheckTask? before, CheckTask after)
    {
        var (from, to) = (before is null ? null : CellOf(before), CellOf(after));
        if (from == to)
        {
            yield break;
        }

        if (from is not null)
        {
            yield return new CoverageCount(from, -1);
        }

        yield return new CoverageCount(to, 1);
    }
}
