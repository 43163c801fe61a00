using System.Collections.Immutable;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Decisions.Explaining;
using CreditGate.Domain.Records;

namespace CreditGate.Domain.Tests.Decisions.Explaining;

/// <summary>What a reader concludes from an explanation alone, without standing, rules or decider.</summary>
internal sealed record Conclusion(
    Outcome Outcome, ImmutableArray<string> Measures, ImmutableArray<string> Suspended, ImmutableArray<string> Review, ImmutableArray<string> Incentives, ImmutableArray<string> Withheld)
{
    public static Conclusion From(ImmutableArray<Step> steps)
    {
        var applied = Lines(steps, StepCode.RuleApplied).ToArray();
        var advice = applied.Where(static line => line.Class == MeasureClass.MarketAdvice).Concat(Lines(steps, StepCode.ListingAdvises)).ToArray();
        var proposals = Lines(steps, StepCode.ListingProposes).ToArray();
        var open = steps.Where(static step => step.Code is StepCode.RuleFactOpen or StepCode.RuleSuspendedStatutory or StepCode.AmbiguousIdentity).ToArray();
        MeasureLine[] measures = [.. applied.Where(static line => line.Class != MeasureClass.MarketAdvice)];
        var adverse = measures.Select(Weigh).Append(advice.Length + proposals.Length + open.Length > 0 ? Outcome.Review : Outcome.Proceed).Max();
        ImmutableArray<string> incentives = [.. Codes(steps, StepCode.IncentiveGranted)];
        return new Conclusion(
            adverse == Outcome.Proceed && !incentives.IsEmpty ? Outcome.Prefer : adverse,
            Said(measures),
            Said(Lines(steps, StepCode.RuleSuspended, StepCode.RuleSuspendedStatutory, StepCode.ListingSuspended)),
            [.. Said(advice), .. Said(proposals), .. open.Select(static step => $"{step.Rule}?{step.Record?.Number}").Order(StringComparer.Ordinal)],
            incentives,
            [.. Codes(steps, StepCode.IncentiveWithheld).Except(incentives)]);
    }

    public static Conclusion From(Ruling ruling) => new(
        ruling.Outcome,
        Said(ruling.Measures),
        Said(ruling.Suspended.Select(static line => line.Measure)),
        [
            .. Said(ruling.Advice), .. Said(ruling.Proposals),
            .. ruling.Questions.Where(static question => question.Code != "no-rule-for-listing").Select(static question => $"{question.Rule}?{question.Record?.Number}").Order(StringComparer.Ordinal),
        ],
        [.. ruling.Incentives.Select(static line => line.Code)],
        [.. ruling.Withheld.Select(static line => line.Code)]);

    public bool Equals(Conclusion? other) => other is not null && ToString() == other.ToString();

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ToString());

    public override string ToString() => $"{Outcome}: {Each(Measures)}; suspended {Each(Suspended)}; review {Each(Review)}; incentives {Each(Incentives)}; withheld {Each(Withheld)}";

    private static Outcome Weigh(MeasureLine line) => (line.Force, line.Effect) switch
    {
        (_, Effect.Withhold) => Outcome.Proceed,
        (Force.May, _) => Outcome.Review,
        (Force.Must, Effect.Bar) => Outcome.Refuse,
        _ => Outcome.Restrict,
    };

    private static IEnumerable<MeasureLine> Lines(ImmutableArray<Step> steps, params StepCode[] codes) =>
        steps.Where(step => codes.Contains(step.Code)).SelectMany(static step => step.Lines);

    private static IEnumerable<string> Codes(ImmutableArray<Step> steps, StepCode code) =>
        steps.Where(step => step.Code == code).Select(static step => step.Codes[0]).Distinct().Order(StringComparer.Ordinal);

    private static ImmutableArray<string> Said(IEnumerable<MeasureLine> lines) =>
        [.. lines.Select(static line => $"{line.Code}@{line.Rule}/{line.Force}/{line.Effect}/{Name(line.Record)}/{line.On?.Role}").Order(StringComparer.Ordinal)];

    private static string Name(RecordRef record) => $"{record.Source} {record.Kind} {record.Number} {record.List} {record.Via}";

    private static string Each(ImmutableArray<string> items) => string.Join(", ", items);
}
