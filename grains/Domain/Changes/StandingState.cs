using System.Collections.Immutable;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;

namespace CreditGate.Domain.Changes;

/// <summary>What a standing brings about at an instant, whatever the matter: its statuses and the effects of its records.</summary>
/// <param name="Effects">By record, then by rule. A rule whose required fact is open is neither applied nor dropped: it has no effect yet.</param>
/// <param name="ChangesAt">The next instant at which time alone could change this; null when none is foreseen.</param>
internal sealed record StandingState(Edition Edition, StatusSet Statuses, ImmutableArray<RecordEffect> Effects, DateTimeOffset? ChangesAt)
{
    public static StandingState Of(Standing standing, Catalogue catalogue, DateTimeOffset at)
    {
        var edition = at < catalogue.Editions[0].StartsAt ? catalogue.Editions[0] : catalogue.At(at);
        if (standing.IsUnknown)
        {
            return new StandingState(edition, default, [], null);
        }

        var moment = new Moment(at);
        var tally = new StandingTally(standing, edition, moment);
        var effects = tally.Bearing is { } bearing ? EffectsOf(bearing, tally, edition) : [];
        return new StandingState(edition, tally.Statuses(), effects, Earliest(moment.NextChange, edition.EndsAt is { } end && IsDated(standing, catalogue) ? end : null));
    }

    /// <summary>Whether another edition could say something else of these records.</summary>
    private static bool IsDated(Standing standing, Catalogue catalogue)
    {
        foreach (var record in standing.Records)
        {
            if (record is ListEntryRecord or PenaltyRecord || BringsSomethingAbout(record, catalogue))
            {
                return true;
            }
        }

        return false;
    }

    private static bool BringsSomethingAbout(PublicCreditRecord record, Catalogue catalogue)
    {
        foreach (var edition in catalogue.Editions)
        {
            if (!edition.Triggers.RulesOn(record).IsEmpty)
            {
                return true;
            }
        }

        return false;
    }

    private static ImmutableArray<RecordEffect> EffectsOf(List<(PublicCreditRecord Record, Hold? Hold)> bearing, StandingTally tally, Edition edition) =>
        [.. bearing.SelectMany(found => EffectsOf(found.Record, found.Hold, tally, edition))];

    private static IEnumerable<RecordEffect> EffectsOf(PublicCreditRecord record, Hold? hold, StandingTally tally, Edition edition)
    {
        if (record is ListEntryRecord { Mirror: null } entry && edition.Lists[entry.List] is { Kind: ListKind.Red or ListKind.Exemplar, Enabled: true } list)
        {
            var earned = EarnedIncentives.Of(entry, list.Kind == ListKind.Red ? StatusColumn.RedList : StatusColumn.Exemplar, hold, tally, edition);
            if (!earned.Codes.IsEmpty)
            {
                yield return earned;
            }
        }

        foreach (var rule in edition.Triggers.RulesOn(record))
        {
            if (RuleMatch.Applies(rule, record, tally.Subject) && Reached(rule, record, edition) is { IsEmpty: false } codes)
            {
                yield return new RecordEffect(
                    record.Ref, rule, null, codes, codes.Length == rule.Measures.Length, Terms.LastDay(record, edition),
                    hold is null ? null : new EffectHold(hold.Kind == HoldKind.Stay ? HoldReason.Stay : HoldReason.Objection, hold.Reference, hold.DueOn));
            }
        }
    }

    private static ImmutableArray<string> Reached(MatterRule rule, PublicCreditRecord record, Edition edition) => record.Mirror is { } mirror
        ? [.. rule.Measures.Where(part => mirror.Roles.Any(edition.Measures[part.Code].Reaches.Contains) && !record.IsEased(part.Code)).Select(static part => part.Code)]
        : [.. rule.Measures.Where(part => !record.IsEased(part.Code)).Select(static part => part.Code)];

    private static DateTimeOffset? Earliest(DateTimeOffset? one, DateTimeOffset? other) => one < other || other is null ? one : other;
}
