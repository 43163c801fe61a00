using CreditGate.Domain;
using CreditGate.Domain.Catalogues;

namespace CreditGate.Peers.Checks;

/// <summary>What follows from a list in a matter, looked up by both: made once at start from the published catalogue.</summary>
internal sealed class RuleTable
{
    private readonly Edition _edition;
    private readonly Dictionary<(string List, string Matter), Verdict> _verdicts = [];
    private readonly Dictionary<(StatusColumn Column, string Matter), IncentiveLine[]> _incentives = [];

    public RuleTable(Edition edition)
    {
        _edition = edition;
        foreach (var matter in edition.Matters.Values)
        {
            foreach (var list in edition.Lists.Keys)
            {
                _verdicts[(list, matter.Code)] = Of(list, matter);
            }

            foreach (var column in (StatusColumn[])[StatusColumn.RedList, StatusColumn.Clean3Y])
            {
                _incentives[(column, matter.Code)] = matter[column].Verdict == Domain.Catalogues.Verdict.Incentivise
                    ? [.. matter[column].Codes.Select(code => Line(edition.Incentives[code], column, matter))]
                    : [];
            }
        }
    }

    /// <param name="Rank">Of the outcome; the strongest of a subject's lists counts.</param>
    internal sealed record Verdict(int Rank, MeasureLine[] Measures, MeasureLine[] Advice)
    {
        public const int Proceed = 1, Review = 2, Restrict = 3, Refuse = 4;
    }

    public string EditionId => _edition.Id;

    public Matter? Find(string? matter) => matter is null ? null : _edition.Matters.GetValueOrDefault(matter);

    public static bool IsRed(string list) => list[0] == 'R';

    public Verdict For(string list, string matter) => _verdicts[(list, matter)];

    public IncentiveLine[] Incentives(StatusColumn column, string matter) => _incentives[(column, matter)];

    private Verdict Of(string list, Matter matter)
    {
        var rules = _edition.RulesFor(matter.Code).Where(rule => rule.Lists.Contains(list) && rule.SubjectKinds.HasFlag(SubjectKinds.Entity)).ToArray();
        var lines = (from rule in rules from part in rule.MeasuresFor(matter.Code) select (Rule: rule, Line: Line(rule, part, list), Effect: part.Effect ?? rule.Effect)).ToArray();
        var byCell = matter[StatusColumn.SeriousListed].Verdict is Domain.Catalogues.Verdict.Restrict or Domain.Catalogues.Verdict.Advise ? Verdict.Review : Verdict.Proceed;
        return new Verdict(
            lines.Select(static part => Rank(part.Rule, part.Effect)).DefaultIfEmpty(byCell).Max(),
            [.. lines.Where(static part => part.Effect != Effect.Advise).Select(static part => part.Line)],
            [.. lines.Where(static part => part.Effect == Effect.Advise).Select(static part => part.Line)]);
    }

    private static int Rank(MatterRule rule, Effect effect) => (rule.Force, effect) switch
    {
        _ when rule.Requires is not null || effect == Effect.Advise => Verdict.Review,
        (_, Effect.Withhold) => Verdict.Proceed,
        (Force.May, _) => Verdict.Review,
        (Force.Must, Effect.Bar) => Verdict.Refuse,
        _ => Verdict.Restrict,
    };

    private MeasureLine Line(MatterRule rule, RuleMeasure part, string list)
    {
        var measure = _edition.Measures[part.Code];
        return new MeasureLine(
            measure.Code, measure.Name.In(Language.Zh), (int)measure.Class, Word(rule.Force), Word(part.Effect ?? rule.Effect), rule.Basis.In(Language.Zh), "found", rule.Id, list, null);
    }

    private static IncentiveLine Line(Incentive incentive, StatusColumn column, Matter matter) =>
        new(incentive.Code, incentive.Name.In(Language.Zh), incentive.Basis.In(Language.Zh), Word(column), matter[column].Text.In(Language.Zh));

    private static string Word<TEnum>(TEnum value)
        where TEnum : struct, Enum => value.ToString().ToLowerInvariant();
}
