using System.Collections.Immutable;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions.Explaining;

namespace CreditGate.Domain.Decisions;

/// <summary>What the matter's cell for a serious listing adds when no rule speaks for itself.</summary>
internal static class CellVerdict
{
    public static AdverseRuling Complete(AdverseRuling ruling, ImmutableArray<Finding> findings, Matter matter, Edition edition, Trace? trace = null)
    {
        var cell = matter[StatusColumn.SeriousListed];
        var listings = Finding.Listed(ListKind.SeriousDishonesty, findings, edition);
        var active = Lines(listings.FirstOrDefault(static finding => finding is { NamedAs: null, IsHeld: false }), cell, edition);
        var held = listings.FirstOrDefault(static finding => finding is { NamedAs: null, IsHeld: true });
        switch (cell.Verdict)
        {
            case Verdict.Restrict when HasNoRule(ruling):
                trace?.Listing(StepCode.ListingProposes, active);
                return Suspend(ruling with { Proposals = active, Questions = active.IsEmpty ? ruling.Questions : ruling.Questions.Add(NoRule(active[0])) }, held, cell, edition, trace);
            case Verdict.Advise when ruling.Advice.IsEmpty:
                trace?.Listing(StepCode.ListingAdvises, active);
                return Suspend(ruling with { Advice = active }, held, cell, edition, trace);
            default:
                return ruling;
        }
    }

    private static bool HasNoRule(AdverseRuling ruling) => ruling.Measures.IsEmpty && ruling.Questions.IsEmpty;

    private static AdverseRuling Suspend(AdverseRuling ruling, Finding? held, Cell cell, Edition edition, Trace? trace)
    {
        if (held is null || !ruling.Suspended.IsEmpty)
        {
            return ruling;
        }

        var lines = Lines(held, cell, edition);
        trace?.Listing(StepCode.ListingSuspended, lines, held.Hold);
        return ruling with { Suspended = [.. lines.Select(line => new SuspendedLine(line, held.Hold!))] };
    }

    private static ImmutableArray<MeasureLine> Lines(Finding? finding, Cell cell, Edition edition) => finding is null
        ? []
        :
        [
            .. from code in cell.Codes
               let item = edition.MeasureItems[code]
               select new MeasureLine(
                   item.Code, item.Name, item.Class, Force.May,
                   item.Class == MeasureClass.MarketAdvice ? Effect.Advise : Effect.Limit,
                   cell.Text, Confidence.Own, null, finding.Record.Ref, Terms.LastDay(finding.Record, edition), null, null),
        ];

    private static OpenQuestion NoRule(MeasureLine proposal) => new("no-rule-for-listing", DecisionTexts.NoRuleForListing, null, proposal.Record);
}
