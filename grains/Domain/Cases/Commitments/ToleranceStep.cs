using CreditGate.Domain.Records;
using CreditGate.Domain.Workflows;

namespace CreditGate.Domain.Cases.Commitments;

/// <summary>Takes a promise on: documents that came in, and the day on which they should have.</summary>
internal static class ToleranceStep
{
    private const string Supply = "SupplyDocuments";
    private const string SupplyPart = "SupplyPart";

    public static CaseOutcome Judge(CaseTurn turn, CaseStep step, CaseContext context)
    {
        if (((ToleranceCase)turn.Case).IsPushed)
        {
            return turn.Refuse(Obstacle.State, CaseFaults.OfRows).Outcome();
        }

        var roles = CaseRoles.Of(step.Organisation, turn.Case.Record, context.Edition);
        return step.Event == Supply ? Supplied(turn, step, context).Outcome() : turn.Move(step.Event, step.Organisation, roles, [], known => known with { Reason = step.Reason ?? known.Reason }).Outcome();
    }

    /// <summary>The promised day passed without all documents: a breach, entered as the department's own record, which every check shows from then on.</summary>
    public static void Breach(CaseTurn turn, CaseDeadline due) => turn
        .Move("PromiseDeadline", null, CaseRoles.Timer, [CaseFacts.PromiseOverdue], static known => (ToleranceCase)known with { Result = nameof(CommitmentState.Breached) })
        .Mark(record => record is CommitmentRecord open ? open with { State = CommitmentState.Breached, BreachedOn = due.DueOn.AddDays(1) } : record);

    /// <summary>The subject brings them to the department's window, which enters it; with the last one the promise is kept and the case closed.</summary>
    private static CaseTurn Supplied(CaseTurn turn, CaseStep step, CaseContext context)
    {
        var known = (ToleranceCase)turn.Case;
        if (known.OpenedBy != step.Organisation)
        {
            return turn.Refuse(Obstacle.Actor, Machine.NotYourPart);
        }

        if (step.Documents.Any(name => known.Documents.All(document => document.Name != name)))
        {
            return turn.Refuse(Obstacle.Guard, CaseFaults.NotPromised);
        }

        var now = known with { Documents = [.. known.Documents.Select(document => IsBrought(document, step) ? document with { SuppliedAt = context.At } : document)] };
        return known.Result is null && now.Documents.Any(static document => document.SuppliedAt is null)
            ? turn.Enter(SupplyPart, step.Organisation, now)
            : turn
                .Move(Supply, step.Organisation, CaseRoles.Counterparty, [], _ => now with
                {
                    Result = "Supplied",
                    Deadlines = [.. now.Deadlines.Select(static deadline => deadline with { IsMet = true })],
                })
                .Mark(static record => record is CommitmentRecord open ? open with { State = CommitmentState.Fulfilled } : record)
                .Move("Close", null, CaseRoles.Platform, []);
    }

    private static bool IsBrought(PromisedDocument document, CaseStep step) => document.SuppliedAt is null && (step.Documents.IsEmpty || step.Documents.Contains(document.Name));
}
