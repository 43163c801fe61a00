using System.Collections.Immutable;
using CreditGate.Domain.Catalogues;

namespace CreditGate.Domain.Decisions;

/// <summary>What the matter's cell for a serious listing adds when no rule speaks for itself.</summary>
internal static class CellVerdict
{
    public static AdverseRuling Complete(AdverseRuling ruling, ImmutableArray<Finding> findings, Matter matter, Edition edition)
    {
        var cell = matter[StatusColumn.SeriousListed];
        var listings = findings.Where(finding => finding.NamedAs is null && finding.IsOn(ListKind.SeriousDishonesty, edition)).ToArray();
        var active = Lines(listings.FirstOrDefault(static finding => !finding.IsHeld), cell, edition);
        var held = listings.FirstOrDefault(static finding => finding.IsHeld);

        return cell.Verdict switch
        {
            Verdict.Restrict when HasNoRule(ruling) => Suspend(
                ruling with { Proposals = active, Questions = active.IsEmpty ? ruling.Questions : ruling.Questions.Add(NoRule(active[0])) }, held, cell, edition),
            Verdict.Advise when ruling.Advice.IsEmpty => Suspend(ruling with { Advice = active }, held, cell, edition),
            _ => ruling,
        };
    }

    private static bool HasNoRule(AdverseRuling ruling) => ruling.Measures.IsEmpty && ruling.Questions.IsEmpty;

    private static AdverseRuling Suspend(AdverseRuling ruling, Finding? held, Cell cell, Edition edition) => held is null || !ruling.Suspended.IsEmpty
        ? ruling
        : ruling with { Suspended = [.. Lines(held, cell, edition).Select(line => new SuspendedLine(line, held.Hold!))] };

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
