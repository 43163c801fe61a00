using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Records;

namespace CreditGate.Domain.Cases.Repairs;

/// <summary>What in a notice rests on own knowledge and is to be confirmed before it has legal effect.</summary>
public enum NoticeRemark
{
    /// <summary>The periods of publicity.</summary>
    Periods,

    /// <summary>The severity, which the source does not state.</summary>
    Severity,

    /// <summary>The terms for acceptance or result.</summary>
    Terms,

    /// <summary>The bar after false material.</summary>
    Bar,

    /// <summary>The hours of public service that stand for a commitment.</summary>
    ServiceHours,
}

internal static class NoticeRemarks
{
    public static IEnumerable<NoticeRemark> Of(PublicCreditRecord record, Edition edition, CaseContext context)
    {
        if (edition.Publicity.Confidence.Mark == Confidence.Own)
        {
            yield return NoticeRemark.Periods;
        }

        if (record is PenaltyRecord { Severity: null })
        {
            yield return NoticeRemark.Severity;
        }

        if (new[] { RepairTerms.Acceptance, RepairTerms.Result }.Any(term => context.Terms[term].At(context.Level).Confidence.Mark == Confidence.Own))
        {
            yield return NoticeRemark.Terms;
        }

        yield return NoticeRemark.Bar;
        yield return NoticeRemark.ServiceHours;
    }
}
