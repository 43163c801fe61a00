using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Records;

namespace CreditGate.Domain.Decisions;

/// <summary>Whether a penalty is in publicity under the regime of the edition in force.</summary>
internal static class Publicity
{
    public static bool IsInPublicity(PenaltyRecord penalty, Edition edition, Moment moment)
    {
        if (!Terms.IsUsable(penalty) || penalty.Removal is not null)
        {
            return false;
        }

        var period = edition.Publicity.For(edition.SeverityOf(penalty));
        if (penalty.PublishedOn is null && !period.PublishedByDefault)
        {
            return false;
        }

        return moment.IsOnOrAfter(penalty.PublishedOn ?? penalty.DecidedOn, Boundary.PublicityStart, penalty)
            && !(LastDay(penalty, edition) is { } last && moment.IsPast(last, Boundary.PublicityEnd, penalty));
    }

    /// <summary>Last day of publicity, inclusive; null when none is foreseen. The maximum is a bound on what a source declares, unless duties are known to be outstanding.</summary>
    public static DateOnly? LastDay(PenaltyRecord penalty, Edition edition)
    {
        var rules = edition.Publicity;
        if (rules.AutoEndNeedsCorrection && penalty.DutiesDone is false)
        {
            return penalty.PublicityEndsOn;
        }

        var anchor = rules.Anchor == PublicityAnchor.Publication ? penalty.PublishedOn ?? penalty.DecidedOn : penalty.DecidedOn;
        var maximum = anchor.AddMonths(rules.For(edition.SeverityOf(penalty)).MaximumMonths);
        return penalty.PublicityEndsOn is { } declared && declared < maximum ? declared : maximum;
    }
}
