using System.Collections.Immutable;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Cases;
using CreditGate.Domain.Cases.Actions;
using CreditGate.Domain.Cases.Objections;
using CreditGate.Domain.Cases.Repairs;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Intake;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;

namespace CreditGate.Domain.Coverage;

/// <summary>What an event adds to the rates of DOMAIN section 7 that are about time: objections, repairs and double publicity on time, and how long measures stood after their record was gone.</summary>
/// <remarks>Each case and record is counted once, when it is settled or its limit has passed, in that month; what may still come in time counts for nothing yet. Without a matter: it concerns none.</remarks>
public static class Punctuality
{
    public const string NoMatter = "";

    /// <param name="before">The standing that the event met.</param>
    public static ImmutableArray<CoverageCount> Of(Standing before, SubjectEvent happened, Edition edition) => happened switch
    {
        RecordPushed { Record: PermitRecord or PenaltyRecord } pushed => Published(before, pushed, edition),
        CaseMoved { Case: ObjectionCase now } moved => Settled(before, moved, now, ObjectionTerms.Verification, CoverageMeasure.ObjectionsOnTime, CoverageMeasure.ObjectionsLate),
        CaseMoved { Case: RepairCase now, Step: not RepairShield.Shield } moved => Settled(before, moved, now, RepairTerms.Result, CoverageMeasure.RepairsOnTime, CoverageMeasure.RepairsLate),
        CaseMoved { Case: JointActionCase now } moved => [.. Lifted(before, moved, now, edition)],
        _ => [],
    };

    /// <summary>双公示: by the day on which the platform first had it; a copy on another subject is none of its own.</summary>
    private static ImmutableArray<CoverageCount> Published(Standing before, RecordPushed pushed, Edition edition) =>
        pushed.Record.Mirror is null && before.Find(pushed.Record.Ref) is null && DoublePublicity.DueOn(pushed.Record, edition.Calendar) is { } dueOn
            ? [One(pushed, pushed.Record.Source, LegalTime.DateOf(pushed.At) <= dueOn ? CoverageMeasure.PublicityOnTime : CoverageMeasure.PublicityLate)]
            : [];

    /// <summary>By the term in which the case had to be settled, extensions included.</summary>
    private static ImmutableArray<CoverageCount> Settled(Standing before, CaseMoved moved, Case now, string term, CoverageMeasure onTime, CoverageMeasure late)
    {
        var (was, deadline) = (Of(before.Cases.GetValueOrDefault(now.Id), term), Of(now, term));
        return was is { IsMet: true } or { DueTold: true } || deadline is null or { IsMet: false, DueTold: false } ? []
            : [One(moved, now.Record.Source, deadline.DueTold || LegalTime.DateOf(moved.At) > deadline.DueOn ? late : onTime)];
    }

    /// <summary>Of tasks that were carried out. A record ends in the append that lifts them, or by time, which is found a little later.</summary>
    private static IEnumerable<CoverageCount> Lifted(Standing before, CaseMoved moved, JointActionCase now, Edition edition)
    {
        if (before.Cases.GetValueOrDefault(now.Id) is not JointActionCase was || before.Find(now.Record) is not { } record)
        {
            yield break;
        }

        var seconds = (long)Math.Max(0, (moved.At - EndOf(record, before, moved.At, edition)).TotalSeconds);
        foreach (var task in now.Tasks.Where(task => task.State is "Lifted" or "Closed" && was.Tasks.Any(known => IsSame(known, task) && WasDone(known))))
        {
            yield return One(moved, task.Department, CoverageMeasure.MeasuresLifted);
            yield return One(moved, task.Department, CoverageMeasure.SecondsToLifting) with { Count = seconds };
        }
    }

    private static bool WasDone(ActionTask task) => (task.State == "Suspended" ? task.Previous : task.State) is "Executed" or "Eased";

    private static bool IsSame(ActionTask one, ActionTask other) => (one.Department, one.Rule, one.Region) == (other.Department, other.Rule, other.Region);

    private static DateTimeOffset EndOf(PublicCreditRecord record, Standing before, DateTimeOffset now, Edition edition) =>
        record is { Withdrawal: null, Repair: null, Removal: null } && Terms.LastDay(record, edition) is { } last && LegalTime.EndOf(last) <= now ? LegalTime.EndOf(last) : before.At ?? now;

    private static CaseDeadline? Of(Case? known, string term) => known?.Deadlines.FirstOrDefault(deadline => deadline.Term == term);

    private static CoverageCount One(SubjectEvent happened, string department, CoverageMeasure measure) =>
        new(new CoverageCell(LegalMonth.Of(happened.At), department, NoMatter, measure), 1);
}
