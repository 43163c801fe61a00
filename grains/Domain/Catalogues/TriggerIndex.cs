using System.Collections.Frozen;
using System.Collections.Immutable;
using CreditGate.Domain.Records;

namespace CreditGate.Domain.Catalogues;

/// <summary>What a record may bring about under an edition, found by its kind and list instead of matter by matter.</summary>
internal sealed class TriggerIndex
{
    private readonly FrozenDictionary<string, ImmutableArray<MatterRule>> _byList;
    private readonly ImmutableArray<MatterRule>[] _byKind;
    private readonly FrozenDictionary<(StatusColumn, SubjectKinds), ImmutableArray<string>> _incentives;

    public TriggerIndex(ImmutableArray<MatterRule> rules, IReadOnlyDictionary<string, ListDefinition> lists, IReadOnlyDictionary<string, Matter> matters)
    {
        _byList = lists.Values.ToFrozenDictionary(
            static list => list.Code,
            list => list.Enabled ? rules.Where(rule => rule.Lists.Contains(list.Code)).ToImmutableArray() : [],
            StringComparer.Ordinal);
        _byKind = [.. Enum.GetValues<RecordKind>().Select(kind => rules.Where(rule => rule.RecordKinds.Contains(kind)).ToImmutableArray())];
        _incentives = (
            from column in (StatusColumn[])[StatusColumn.RedList, StatusColumn.Exemplar]
            from subject in (SubjectKinds[])[SubjectKinds.Entity, SubjectKinds.Person]
            select KeyValuePair.Create((column, subject), Incentives(matters.Values, column, subject))).ToFrozenDictionary();
    }

    /// <summary>The rules that a record triggers, in the order of their ids.</summary>
    public ImmutableArray<MatterRule> RulesOn(PublicCreditRecord record) => record is ListEntryRecord entry ? _byList[entry.List] : _byKind[(int)record.Kind];

    /// <summary>Every incentive that a red list or exemplar earns a kind of subject in some matter, in the order of the codes.</summary>
    public ImmutableArray<string> IncentivesOf(StatusColumn column, SubjectKinds subject) => _incentives[(column, subject)];

    private static ImmutableArray<string> Incentives(IEnumerable<Matter> matters, StatusColumn column, SubjectKinds subject) =>
    [
        .. matters.Where(matter => matter.SubjectKinds.HasFlag(subject) && matter[column].Verdict == Verdict.Incentivise)
            .SelectMany(matter => matter[column].Codes)
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];
}
