using System.Collections.Immutable;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Records;

namespace CreditGate.Domain.Changes;

/// <summary>What one record brings about by one rule, or which incentives one listing earns.</summary>
/// <param name="Rule">Null for incentives.</param>
/// <param name="Because">RedList or Exemplar for incentives, else null.</param>
/// <param name="Codes">Measures of the rule, or incentives.</param>
/// <param name="IsWhole">The codes are all that the edition has for the rule or the listing.</param>
internal readonly record struct RecordEffect(
    RecordRef Record, MatterRule? Rule, StatusColumn? Because, ImmutableArray<string> Codes, bool IsWhole, DateOnly? Until, EffectHold? Hold)
{
    /// <summary>Effects of a standing stand in this order: by record, then by rule.</summary>
    public int CompareTo(RecordEffect other)
    {
        var byRecord = Record.CompareTo(other.Record);
        return byRecord != 0 ? byRecord : string.CompareOrdinal(Rule?.Id, other.Rule?.Id);
    }

    public EffectChange Turned(EffectTurn turn, RecordRef? pushed) => new()
    {
        Turn = turn,
        Record = Record == pushed ? null : Record,
        Rule = Rule?.Id,
        Because = Because,
        Codes = IsWhole ? null : Codes,
        Until = Until,
        Hold = Hold,
    };
}
