using CreditGate.Domain.Calendars;
using CreditGate.Domain.Cases;
using CreditGate.Domain.Cases.Actions;
using CreditGate.Domain.Cases.Objections;
using CreditGate.Domain.Cases.Repairs;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Coverage;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;

namespace CreditGate.Silo.Tests.Coverage;

/// <summary>What was on time, and how long measures stood, added up from a whole history.</summary>
internal static class PunctualityBruteForce
{
    public static IEnumerable<CoverageCount> Of(IReadOnlyList<SubjectEvent> history, Edition edition) =>
    [
        .. history.OfType<RecordPushed>().Where(static pushed => pushed.Record is PermitRecord or PenaltyRecord && pushed.Record.Mirror is null)
            .GroupBy(static pushed => pushed.Record.Ref).Select(same => Published(same.First(), edition)),
        .. Cases(history).SelectMany(moves => Terms(moves, moves[0].Case)),
        .. Cases(history).Where(static moves => moves[0].Case is JointActionCase).SelectMany(moves => Lifted(moves, history, edition)),
    ];

    private static IEnumerable<CaseMoved[]> Cases(IReadOnlyList<SubjectEvent> history) => history.OfType<CaseMoved>().GroupBy(static moved => moved.Case.Id).Select(static same => same.ToArray());

    /// <summary>Day by day.</summary>
    private static CoverageCount Published(RecordPushed pushed, Edition edition)
    {
        var (day, left) = (pushed.Record.DecidedOn, 7);
        while (left > 0)
        {
            day = day.AddDays(1);
            left -= edition.Calendar.IsWorkingDay(day) ? 1 : 0;
        }

        return One(pushed.At, pushed.Record.Source, LegalTime.DateOf(pushed.At) > day ? CoverageMeasure.PublicityLate : CoverageMeasure.PublicityOnTime);
    }

    /// <summary>A term is settled by the first step after which it is met or was told of, and again once it was set anew.</summary>
    private static IEnumerable<CoverageCount> Terms(CaseMoved[] moves, Case known)
    {
        var (term, onTime, late) = known switch
        {
            ObjectionCase => ("T01", CoverageMeasure.ObjectionsOnTime, CoverageMeasure.ObjectionsLate),
            RepairCase => ("T04", CoverageMeasure.RepairsOnTime, CoverageMeasure.RepairsLate),
            _ => ("", default, default),
        };
        var isOpen = true;
        foreach (var move in moves)
        {
            if (move.Case.Deadlines.SingleOrDefault(deadline => deadline.Term == term) is not { } deadline)
            {
                continue;
            }

            if (isOpen && (deadline.DueTold || (deadline.IsMet && move.Step != "Shield")))
            {
                var isLate = deadline.DueTold || LegalTime.EndOf(deadline.DueOn) <= move.At;
                yield return One(move.At, known.Record.Source, isLate ? late : onTime);
            }

            isOpen = !deadline.IsMet && !deadline.DueTold;
        }
    }

    private static IEnumerable<CoverageCount> Lifted(CaseMoved[] moves, IReadOnlyList<SubjectEvent> history, Edition edition)
    {
        foreach (var (before, move) in moves.Zip(moves.Skip(1)))
        {
            var ended = ((JointActionCase)before.Case).Tasks.Zip(((JointActionCase)move.Case).Tasks)
                .Where(static pair => (pair.First.State is "Executed" or "Eased" || pair.First is { State: "Suspended", Previous: "Executed" or "Eased" }) && pair.Second.State is "Lifted" or "Closed");
            foreach (var (_, task) in ended)
            {
                var told = history.TakeWhile(happened => happened != move).OfType<RecordPushed>().Last(pushed => pushed.Record.Ref == move.Case.Record);
                var since = told.Record is { Repair: null, Withdrawal: null, Removal: null } ? LegalTime.EndOf(LastDay((ListEntryRecord)told.Record, edition)) : told.At;
                yield return One(move.At, task.Department, CoverageMeasure.MeasuresLifted);
                yield return One(move.At, task.Department, CoverageMeasure.SecondsToLifting) with { Count = (long)(move.At - since).TotalSeconds };
            }
        }
    }

    private static DateOnly LastDay(ListEntryRecord entry, Edition edition) => entry.Until ?? entry.ListedOn.AddMonths(edition.Lists[entry.List].PeriodMonths!.Value);

    private static CoverageCount One(DateTimeOffset at, string department, CoverageMeasure measure) => new(new CoverageCell(LegalMonth.Of(at), department, "", measure), 1);
}
