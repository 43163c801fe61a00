using System.Collections.Immutable;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions.Explaining;

namespace CreditGate.Domain.Decisions;

/// <summary>Steps 3 to 5 of the order of evaluation: what is suspended, what must, should or may be done.</summary>
internal sealed record AdverseRuling(
    Outcome Outcome,
    ImmutableArray<MeasureLine> Measures,
    ImmutableArray<SuspendedLine> Suspended,
    ImmutableArray<MeasureLine> Advice,
    ImmutableArray<OpenQuestion> Questions,
    ImmutableArray<MeasureLine> Proposals)
{
    public static AdverseRuling Of(ImmutableArray<Finding> findings, Matter matter, Edition edition, Trace? trace = null)
    {
        var matches = RuleMatch.All(findings, matter, edition, trace);
        var applied = Lines(matches.Where(static match => match.Settled && !match.Finding.IsHeld));
        var suspended = matches.Where(static match => match.Finding.IsHeld).SelectMany(Suspend);
        var questions = matches.Where(NeedsAPerson).Select(Question);

        var ruling = new AdverseRuling(
            Outcome.Proceed,
            [.. applied.Where(static line => line.Class != MeasureClass.MarketAdvice)],
            [.. suspended],
            [.. applied.Where(static line => line.Class == MeasureClass.MarketAdvice)],
            [.. questions],
            []);

        return CellVerdict.Complete(ruling, findings, matter, edition, trace).WithOutcome();
    }

    /// <summary>The strongest outcome among the lines; an open question asks for a review at least.</summary>
    private AdverseRuling WithOutcome() => this with
    {
        Outcome = Measures.Select(Weigh)
            .Append(Advice.IsEmpty && Questions.IsEmpty && Proposals.IsEmpty ? Outcome.Proceed : Outcome.Review)
            .Max(),
    };

    private static Outcome Weigh(MeasureLine line) => (line.Force, line.Effect) switch
    {
        (_, Effect.Withhold) => Outcome.Proceed,
        (Force.May, _) => Outcome.Review,
        (Force.Must, Effect.Bar) => Outcome.Refuse,
        _ => Outcome.Restrict,
    };

    private static IEnumerable<MeasureLine> Lines(IEnumerable<RuleMatch> matches) => matches.SelectMany(static match => match.Lines);

    private static IEnumerable<SuspendedLine> Suspend(RuleMatch match) => match.Lines.Select(line => new SuspendedLine(line, match.Finding.Hold!));

    /// <summary>An open fact; or a disputed record under a statutory ban, which an objection does not stay.</summary>
    private static bool NeedsAPerson(RuleMatch match) => match.Finding.Hold switch
    {
        null => !match.Settled,
        { Kind: HoldKind.Objection } => match.Rule.Statutory,
        _ => false,
    };

    private static OpenQuestion Question(RuleMatch match) => match.Finding.IsHeld
        ? new OpenQuestion("statutory-ban-disputed", DecisionTexts.StatutoryBanDisputed, match.Rule.Id, match.Finding.Record.Ref)
        : new OpenQuestion(match.Rule.Requires!, RequiredFacts.Questions[match.Rule.Requires!], match.Rule.Id, match.Finding.Record.Ref);
}
