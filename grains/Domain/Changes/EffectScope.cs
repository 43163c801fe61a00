using System.Collections.Immutable;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Identity;

namespace CreditGate.Domain.Changes;

/// <summary>What the codes of an effect stand for under an edition: which measures or incentives it is, and which matters and departments it concerns.</summary>
/// <param name="Rule">Null for incentives.</param>
/// <param name="Measures">In the order of the rule; empty for incentives.</param>
/// <param name="Incentives">In the order of their codes; empty for measures.</param>
/// <param name="Matters">Codes of the matters that a subject of this kind may have, in their order.</param>
/// <param name="Departments">Codes of the departments that handle these matters, in their order.</param>
public sealed record EffectScope(
    MatterRule? Rule, ImmutableArray<Measure> Measures, ImmutableArray<Incentive> Incentives, ImmutableArray<string> Matters, ImmutableArray<string> Departments)
{
    /// <summary>Null when the edition does not have the rule.</summary>
    public static EffectScope? Of(EffectChange change, SubjectKey subject, Edition edition)
    {
        if (change.Because is { } because)
        {
            var incentives = change.Codes ?? edition.Triggers.IncentivesOf(because, subject.Kind);
            return new EffectScope(null, [], [.. incentives.Select(code => edition.Incentives[code])], Earning(incentives, because, subject.Kind, edition), [])
                .WithDepartments(edition);
        }

        return edition.Rules.FirstOrDefault(rule => rule.Id == change.Rule) is { } found ? OfRule(found, change.Codes, subject.Kind, edition) : null;
    }

    /// <summary>Every pair of a measure or incentive and a matter: what two effects are compared by.</summary>
    internal static IEnumerable<(string Code, string Matter)> Parts(RecordEffect effect, Edition edition) => effect.Rule is { } rule
        ? from part in rule.Measures
          where effect.Codes.Contains(part.Code)
          from matter in part.Matters.IsEmpty ? rule.Matters : part.Matters
          select (part.Code, matter)
        : from code in effect.Codes
          from matter in edition.Matters.Values
          where matter[effect.Because!.Value] is { Verdict: Verdict.Incentivise } cell && cell.Codes.Contains(code)
          select (code, matter.Code);

    private static EffectScope OfRule(MatterRule rule, ImmutableArray<string>? codes, SubjectKinds subject, Edition edition)
    {
        var parts = rule.Measures.Where(part => codes is null || codes.Value.Contains(part.Code)).ToArray();
        var matters = parts.SelectMany(part => part.Matters.IsEmpty ? rule.Matters : part.Matters)
            .Distinct()
            .Where(matter => edition.Matters[matter].SubjectKinds.HasFlag(subject))
            .Order(StringComparer.Ordinal);
        return new EffectScope(rule, [.. parts.Select(part => edition.Measures[part.Code])], [], [.. matters], []).WithDepartments(edition);
    }

    private static ImmutableArray<string> Earning(ImmutableArray<string> incentives, StatusColumn because, SubjectKinds subject, Edition edition) =>
    [
        .. from matter in edition.Matters.Values
           where matter.SubjectKinds.HasFlag(subject) && matter[because] is { Verdict: Verdict.Incentivise } cell && cell.Codes.Any(incentives.Contains)
           orderby matter.Code
           select matter.Code,
    ];

    private EffectScope WithDepartments(Edition edition) => this with
    {
        Departments = [.. Matters.SelectMany(matter => edition.Matters[matter].Departments).Distinct().Order(StringComparer.Ordinal)],
    };
}
