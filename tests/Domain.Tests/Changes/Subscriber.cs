using System.Text.Json;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Changes;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Records;

namespace CreditGate.Domain.Tests.Changes;

/// <summary>Somebody who reads the entries of one subject, as the ledger writes them, and knows nothing else.</summary>
internal sealed class Subscriber(SubjectKey subject, Catalogue catalogue)
{
    private readonly Dictionary<(RecordRef Record, string? Rule), (EffectChange Change, Edition Edition)> _effects = [];

    public HashSet<StatusCode> Statuses { get; } = [];

    private IEnumerable<(RecordRef Record, EffectChange Change, Edition Edition, EffectScope Scope)> InEffect =>
        from effect in _effects
        where effect.Value.Change.Turn != EffectTurn.Suspended
        select (effect.Key.Record, effect.Value.Change, effect.Value.Edition, EffectScope.Of(effect.Value.Change, subject, effect.Value.Edition)!);

    public IEnumerable<(RecordRef Record, string Rule, string Measure, string Matter, DateOnly? Until)> Measures =>
        from effect in InEffect
        from measure in effect.Scope.Measures
        let part = effect.Scope.Rule!.Measures.Single(part => part.Code == measure.Code)
        from matter in effect.Scope.Matters
        where part.Matters.IsEmpty || part.Matters.Contains(matter)
        select (effect.Record, effect.Scope.Rule!.Id, measure.Code, matter, effect.Change.Until);

    public IEnumerable<(RecordRef Record, string Rule)> Suspended =>
        from effect in _effects where effect.Value.Change.Turn == EffectTurn.Suspended && effect.Key.Rule is not null select (effect.Key.Record, effect.Key.Rule!);

    public IEnumerable<(StatusColumn Because, string Code, string Matter)> Incentives =>
        from effect in InEffect
        where effect.Change.Because is not null
        let because = effect.Change.Because!.Value
        from incentive in effect.Scope.Incentives
        from matter in effect.Scope.Matters
        where effect.Edition.Matters[matter][because].Codes.Contains(incentive.Code)
        select (because, incentive.Code, matter);

    public void Hear(StandingChange? told)
    {
        if (told is null)
        {
            return;
        }

        var change = ReadBack(told);
        foreach (var code in change.Gained ?? [])
        {
            if (!Statuses.Add(code))
            {
                throw new InvalidOperationException($"{code} was gained twice.");
            }
        }

        foreach (var code in change.Lost ?? [])
        {
            if (!Statuses.Remove(code))
            {
                throw new InvalidOperationException($"{code} was lost without having been gained.");
            }
        }

        foreach (var effect in change.Effects ?? [])
        {
            Hear((effect.Record ?? change.Record!, effect.Rule), effect, catalogue.Find(change.Edition)!);
        }
    }

    /// <summary>Every turn must make sense after the one before.</summary>
    private void Hear((RecordRef, string?) name, EffectChange effect, Edition edition)
    {
        EffectTurn? last = _effects.TryGetValue(name, out var known) ? known.Change.Turn : null;
        var makesSense = effect.Turn switch
        {
            EffectTurn.Started => last is null,
            EffectTurn.Suspended => true,
            EffectTurn.Resumed => last == EffectTurn.Suspended,
            EffectTurn.Eased or EffectTurn.Extended => last is not (null or EffectTurn.Suspended),
            _ => last is not null,
        };
        if (!makesSense || (effect.Turn == EffectTurn.Suspended) != (effect.Hold is not null))
        {
            throw new InvalidOperationException($"{effect} after {last}");
        }

        if (effect.Turn == EffectTurn.Lifted)
        {
            _effects.Remove(name);
        }
        else
        {
            _effects[name] = (effect, edition);
        }
    }

    private static StandingChange ReadBack(StandingChange change) =>
        JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(change, LedgerJson.Context.StandingChange), LedgerJson.Context.StandingChange)!;
}
