using CreditGate.Domain.Records;

namespace CreditGate.Domain.Cases.Objections;

/// <summary>Takes an objection on, from verification to its end.</summary>
internal static class ObjectionStep
{
    public static CaseOutcome Judge(CaseTurn turn, CaseStep step, CaseContext context)
    {
        var roles = CaseRoles.Of(step.Organisation, turn.Case.Record, context.Edition);
        turn.Move(step.Event, step.Organisation, roles, Facts((ObjectionCase)turn.Case, turn.Record, step), known => Changed((ObjectionCase)known, step, context));
        return (step.Event switch
        {
            "Withdraw" => turn.Mark(record => record with { Dispute = null, Withdrawal = new WithdrawalMark(context.Today, step.Reason) { Case = turn.Case.Id } }),
            "Correct" or "Uphold" or "RefuseRepeated" => turn.Mark(static record => record with { Dispute = null }),
            _ => turn,
        }).Outcome();
    }

    private static IEnumerable<string> Facts(ObjectionCase known, PublicCreditRecord record, CaseStep step) => CaseFacts.Holding(
        (CaseFacts.ReasonGiven, !string.IsNullOrWhiteSpace(step.Reason)),
        (CaseFacts.RecordCorrected, record.Revision.CompareToSource(known.Disputed) > 0),
        (CaseFacts.IsRepeated, known.Repeats is not null),
        (CaseFacts.MarkSettled, record.Dispute?.Objection != known.Id));

    private static ObjectionCase Changed(ObjectionCase known, CaseStep step, CaseContext context)
    {
        var reasoned = known with { Reason = step.Reason ?? known.Reason };
        return Result(step.Event) is { } result
            ? reasoned with { Result = result.ToString(), ConcludedAt = context.At, Deadlines = [.. known.Deadlines.Select(static deadline => deadline with { IsMet = true })] }
            : reasoned;
    }

    private static ObjectionResult? Result(string happened) => happened switch
    {
        "Correct" => ObjectionResult.Corrected,
        "Withdraw" => ObjectionResult.Withdrawn,
        "Uphold" or "RefuseRepeated" => ObjectionResult.Upheld,
        _ => null,
    };
}
