using System.Collections.Immutable;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Changes;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Records;

namespace CreditGate.Domain.Cases.Actions;

/// <summary>From a record to the departments that have to act: everything follows from the catalogue, nobody names targets by hand.</summary>
internal static class ActionTargets
{
    public const string Start = "Pushed";

    public static ImmutableArray<ActionTask> Of(PublicCreditRecord record, SubjectKey subject, Edition edition) =>
    [
        .. from effect in Effects(record, subject, edition)
           let scope = EffectScope.Of(effect, subject, edition)
           where scope is not null
           from department in scope.Departments
           orderby department, effect.Rule
           select new ActionTask(
               department,
               effect.Rule,
               Codes(scope),
               [.. scope.Matters.Where(matter => edition.Matters[matter].Departments.Contains(department))]) { State = Start },
    ];

    /// <summary>For each region, what the same rules and listings mean in every matter that they concern.</summary>
    public static IEnumerable<ActionTask> Across(IEnumerable<string> regions, PublicCreditRecord record, SubjectKey subject, Edition edition) =>
        from region in regions
        from effect in Effects(record, subject, edition)
        let scope = EffectScope.Of(effect, subject, edition)
        where scope is not null
        orderby region, effect.Rule
        select new ActionTask(Department.Counties, effect.Rule, Codes(scope), scope.Matters) { State = Start, Region = region };

    private static ImmutableArray<string> Codes(EffectScope scope) =>
        scope.Rule is null ? [.. scope.Incentives.Select(static incentive => incentive.Code)] : [.. scope.Measures.Select(static measure => measure.Code)];

    private static IEnumerable<EffectChange> Effects(PublicCreditRecord record, SubjectKey subject, Edition edition)
    {
        foreach (var rule in edition.Triggers.RulesOn(record).Where(rule => RuleMatch.Applies(rule, record, subject.Kind)))
        {
            yield return new EffectChange { Turn = EffectTurn.Started, Rule = rule.Id };
        }

        if (record is ListEntryRecord entry && edition.Lists[entry.List] is { Enabled: true, Kind: ListKind.Red or ListKind.Exemplar } list)
        {
            yield return new EffectChange { Turn = EffectTurn.Started, Because = list.Kind == ListKind.Red ? StatusColumn.RedList : StatusColumn.Exemplar };
        }
    }
}
