using System.Collections.Frozen;
using System.Collections.Immutable;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Records;

namespace CreditGate.Domain.Catalogues;

/// <summary>A dated version of the whole catalogue. Immutable; shared by every decision made under it.</summary>
/// <param name="StartsAt">First instant (inclusive) at which the edition is in force: 00:00 China Standard Time.</param>
/// <param name="EndsAt">First instant at which it no longer is; null for the last edition.</param>
/// <param name="Digest">SHA-256 of the edition's data, lower-case hex: two editions with one digest decide alike.</param>
public sealed record Edition(
    string Id,
    LocalText Name,
    DateTimeOffset StartsAt,
    DateTimeOffset? EndsAt,
    string Digest,
    FrozenDictionary<string, MeasureItem> MeasureItems,
    FrozenDictionary<string, Measure> Measures,
    FrozenDictionary<string, Incentive> Incentives,
    FrozenDictionary<string, ListDefinition> Lists,
    FrozenDictionary<string, Matter> Matters,
    ImmutableArray<MatterRule> Rules,
    PublicityRules Publicity,
    ImmutableArray<SeverityRule> SeverityRules,
    FrozenDictionary<string, Department> Departments,
    WorkingCalendar Calendar)
{
    private readonly FrozenDictionary<string, ImmutableArray<MatterRule>> _rulesByMatter = Matters.Keys
        .ToFrozenDictionary(matter => matter, matter => Rules.Where(rule => rule.Matters.Contains(matter)).ToImmutableArray());

    private readonly FrozenDictionary<string, ImmutableArray<RuleSource>> _sourcesByMatter = Matters.Keys
        .ToFrozenDictionary(matter => matter, matter => Sources(Rules.Where(rule => rule.Matters.Contains(matter)), Lists));

    /// <summary>What records bring about, whatever the matter.</summary>
    internal TriggerIndex Triggers { get; } = new(Rules, Lists, Matters);

    /// <summary>The sources that a matter's rules rest on and that have a freshness limit, in the order of their codes.</summary>
    public ImmutableArray<RuleSource> SourcesFor(string matter) => _sourcesByMatter[matter];

    /// <summary>The rules of a matter, in the order of their ids.</summary>
    public ImmutableArray<MatterRule> RulesFor(string matter) => _rulesByMatter[matter];

    /// <summary>The severity that the source states, else that of the first rule that matches, else general.</summary>
    public Severity SeverityOf(PenaltyRecord record)
    {
        if (record.Severity is { } stated)
        {
            return stated;
        }

        foreach (var rule in SeverityRules)
        {
            if (rule.Matches(record))
            {
                return rule.Severity;
            }
        }

        return Severity.General;
    }

    private static ImmutableArray<RuleSource> Sources(IEnumerable<MatterRule> rules, FrozenDictionary<string, ListDefinition> lists) =>
    [
        .. from code in rules.SelectMany(static rule => rule.Lists).Distinct()
           let list = lists[code]
           where list.Enabled && list.FreshnessDays is not null
           from provider in list.Providers
           group list.FreshnessDays!.Value by provider into limits
           orderby limits.Key
           select new RuleSource(limits.Key, limits.Min()),
    ];
}

/// <summary>A source that rules rest on, and the age in days after which it is stale.</summary>
public readonly record struct RuleSource(string Source, int FreshnessDays);
