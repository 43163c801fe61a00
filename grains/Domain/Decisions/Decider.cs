using System.Collections.Immutable;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions.Explaining;
using CreditGate.Domain.Standings;

namespace CreditGate.Domain.Decisions;

/// <summary>The whole decision: no clock, no storage, no Orleans. The same input gives the same answer for ever.</summary>
public static class Decider
{
    /// <summary>Stands in every receipt; raised whenever the same input may give another answer.</summary>
    public const string Version = "2";

    /// <summary>What the rules say, in the order of DOMAIN section 7: drop, suspend, must, should and may, facts, incentives.</summary>
    /// <remarks>A ruling lists every rule that applied, not only the strongest.</remarks>
    /// <param name="trace">Notes the steps of this very evaluation, when somebody asked for them.</param>
    public static Ruling Rule(
        Standing standing, ImmutableArray<LinkedStanding> linked, Matter matter, Edition edition, DateTimeOffset at, Trace? trace = null)
    {
        trace?.Under(standing, edition);
        var moment = new Moment(at);
        var holds = new Holds(standing, edition, moment);
        var own = Finding.In(standing, holds, null, edition, moment, trace);
        var all = linked.IsEmpty ? own : [.. own, .. InLinked(linked, edition, moment, trace)];
        var facts = new SubjectFacts(standing, own, holds, edition, moment, trace);
        var adverse = AdverseRuling.Of(all, matter, edition, trace);
        var incentives = IncentiveRuling.Of(facts, matter, edition, adverse.Outcome, trace);
        var reminders = Reminders.Of(facts, matter, edition, moment);
        var outcome = adverse.Outcome == Outcome.Proceed && !incentives.Granted.IsEmpty ? Outcome.Prefer : adverse.Outcome;
        trace?.Decided(outcome, moment);

        return new Ruling
        {
            Outcome = outcome,
            Statuses = StatusFindings.Of(facts),
            Measures = adverse.Measures,
            Incentives = incentives.Granted,
            Withheld = incentives.Withheld,
            Suspended = adverse.Suspended,
            Reminders = reminders,
            Advice = adverse.Advice,
            Questions = adverse.Questions,
            Proposals = adverse.Proposals,
            ChangesAt = Earliest(moment.NextChange, edition.EndsAt),
        };
    }

    private static IEnumerable<Finding> InLinked(ImmutableArray<LinkedStanding> linked, Edition edition, Moment moment, Trace? trace) =>
        linked.SelectMany(other => Finding.In(other.Standing, new Holds(other.Standing, edition, moment), other.Role, edition, moment, trace));

    /// <summary>What a subject is at an instant, whatever the matter.</summary>
    public static ImmutableArray<StatusFinding> Statuses(Standing standing, Edition edition, DateTimeOffset at)
    {
        var moment = new Moment(at);
        var holds = new Holds(standing, edition, moment);
        return StatusFindings.Of(new SubjectFacts(standing, Finding.In(standing, holds, null, edition, moment), holds, edition, moment));
    }

    /// <summary>For an identity that does not point to one subject: a person must look, and no record is shown.</summary>
    public static Ruling RuleAmbiguous(Edition edition, Trace? trace = null)
    {
        trace?.Ambiguous(edition);
        return new Ruling
        {
            Outcome = Outcome.Review,
            Statuses = [new StatusFinding(StatusCode.Ambiguous, [])],
            Measures = [],
            Incentives = [],
            Withheld = [],
            Suspended = [],
            Reminders = [],
            Advice = [],
            Questions = [new OpenQuestion("ambiguous-subject", DecisionTexts.Ambiguous, null, null)],
            Proposals = [],
            ChangesAt = edition.EndsAt,
        };
    }

    /// <summary>Gives a ruling its instant: how fresh its sources are, and until when it may be relied on.</summary>
    /// <param name="sources">The newest declared instant of each source.</param>
    public static Answer Answer(
        Ruling ruling,
        Standing? standing,
        ImmutableArray<LinkedStanding> linked,
        IReadOnlyDictionary<string, DateTimeOffset> sources,
        Matter matter,
        Edition edition,
        DateTimeOffset at) =>
        Answer(ruling, standing, linked, FreshnessAt.Of(matter, edition, sources, at), matter, edition, at);

    /// <inheritdoc cref="Answer(Ruling, Standing, ImmutableArray{LinkedStanding}, IReadOnlyDictionary{string, DateTimeOffset}, Matter, Edition, DateTimeOffset)"/>
    /// <param name="freshness">Of the matter's sources at the instant.</param>
    public static Answer Answer(
        Ruling ruling,
        Standing? standing,
        ImmutableArray<LinkedStanding> linked,
        FreshnessAt freshness,
        Matter matter,
        Edition edition,
        DateTimeOffset at)
    {
        var lastDay = edition.Calendar.AddWorkingDays(LegalTime.DateOf(at), matter.AnswerAgeWorkingDays);
        return new Answer(
            ruling,
            standing?.Key,
            standing?.Version ?? 0,
            linked.IsEmpty ? [] : [.. linked.Select(static other => new LinkedVersion(other.Role, other.Standing.Key.Value, other.Standing.Version))],
            matter.Code,
            edition.Id,
            at,
            Earliest(Earliest(freshness.ChangesAt, ruling.ChangesAt), AgeEnds(matter, edition, at))!.Value,
            freshness.Freshness,
            edition.Calendar.Covers(lastDay) ? [] : [new Reminder(ReminderCode.CalendarMissing, DecisionTexts.CalendarMissing)]);
    }

    /// <summary>The end of the matter's longest answer age: the same time of day, so many working days on.</summary>
    public static DateTimeOffset AgeEnds(Matter matter, Edition edition, DateTimeOffset at) =>
        LegalTime.StartOf(edition.Calendar.AddWorkingDays(LegalTime.DateOf(at), matter.AnswerAgeWorkingDays)) + at.ToOffset(LegalTime.ChinaStandardTime).TimeOfDay;

    private static DateTimeOffset? Earliest(DateTimeOffset? one, DateTimeOffset? other) =>
        (one, other) switch
        {
            (null, _) => other,
            (_, null) => one,
            _ => one < other ? one : other,
        };
}
