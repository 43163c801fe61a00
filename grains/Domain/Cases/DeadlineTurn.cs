using CreditGate.Domain.Calendars;
using CreditGate.Domain.Cases.Commitments;

namespace CreditGate.Domain.Cases;

/// <summary>Finds what has become due in a case, and enters it once.</summary>
internal static class DeadlineTurn
{
    public const string DatesMoved = nameof(DatesMoved);
    public const string TargetPassed = nameof(TargetPassed);
    public const string Overdue = nameof(Overdue);

    public static CaseOutcome Judge(CaseTurn turn, CaseContext context)
    {
        Recompute(turn, context);
        foreach (var term in turn.Case.Deadlines.Where(deadline => deadline.TellAt <= context.At).Select(static deadline => deadline.Term).ToList())
        {
            Tell(turn, term, context);
        }

        return turn.Outcome();
    }

    /// <summary>The calendar may have become another since the dates were set.</summary>
    private static void Recompute(CaseTurn turn, CaseContext context)
    {
        var now = turn.Case.Deadlines.Select(deadline => deadline.IsMet || deadline.DueTold ? deadline : deadline.By(context)).ToArray();
        if (now.AsSpan().SequenceEqual(turn.Case.Deadlines.AsSpan()))
        {
            return;
        }

        var due = now.FirstOrDefault(static deadline => deadline.Term == Objections.ObjectionTerms.Verification);
        var isMarked = due is not null && turn.Record.Dispute is { } mark && mark.Objection == turn.Case.Id && mark.DueOn != due.DueOn;
        turn.Enter(DatesMoved, null, turn.Case with { Deadlines = [.. now] });
        if (isMarked)
        {
            turn.Mark(record => record with { Dispute = record.Dispute! with { DueOn = due!.DueOn } });
        }
    }

    private static void Tell(CaseTurn turn, string term, CaseContext context)
    {
        var deadline = turn.Case.Deadlines.Single(known => known.Term == term);
        var isOver = LegalTime.EndOf(deadline.DueOn) <= context.At;
        var told = deadline with { TargetTold = deadline.TargetOn is not null, DueTold = isOver };
        turn.Enter(isOver ? Overdue : TargetPassed, null, turn.Case with
        {
            Deadlines = turn.Case.Deadlines.Replace(deadline, told),
            IsOverdue = turn.Case.IsOverdue || isOver,
        });
        if (isOver && turn.Case is ToleranceCase { IsPushed: false })
        {
            ToleranceStep.Breach(turn, told);
        }
    }
}
