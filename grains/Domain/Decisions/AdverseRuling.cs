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
    private static readonly AdverseRuling Nothing = new(Outcome.Proceed, [], [], [], [], []);

    public static AdverseRuling Of(ImmutableArray<Finding> findings, Matter matter, Edition edition, Trace? trace = null)
    {
        var matches = RuleMatch.All(findings, matter, edition, trace);
        return CellVerdict.Complete(matches.IsEmpty ? Nothing : Of(matches), findings, matter, edition, trace).WithOutcome();
    }

    private static AdverseRuling Of(ImmutableArray<RuleMatch> matches)
    {
        MeasureLine[] applied = [.. matches.Where(static match => match.Settled && !match.Finding.IsHeld).SelectMany(static match => match.Lines)];
        return new AdverseRuling(
            Outcome.Proceed,
            [.. applied.Where(static line => line.Class != MeasureClass.MarketAdvice)],
            [.. matches.Where(static match => match.Finding.IsHeld).SelectMany(Suspend)],
            [.. applied.Where(static line => line.Class == MeasureClass.MarketAdvice)],
            [.. matches.Where(NeedsAPerson).Select(Question)],
            []);
    }

    /// <summary>The strongest outcome among the lines; an open question asks for a review at least.</summary>
    private AdverseRuling WithOutcome()
    {
        var strongest = Advice.IsEmpty && Questions.IsEmpty && Proposals.IsEmpty ? Outcome.Proceed : Outcome.Review;
        foreach (var line in Measures)
        {
            strongest = Weigh(line) is var outcome && outcome > strongest ? outcome : strongest;
        }

        return strongest == Outcome ? this : this with { Outcome = strongest };
    }

    private static Outcome Weigh(MeasureLine line) => (line.Force, line.Effect) switch
    {
        (_, Effect.Withhold) => Outcome.Proceed,
        (Force.May, _) => Outcome.Review,
        (Force.Must, Effect.Bar) => Outcome.Refuse,
        _ => Outcome.Restrict,
    };

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
