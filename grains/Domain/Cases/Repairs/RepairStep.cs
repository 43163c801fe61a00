using System.Collections.Frozen;
using System.Collections.Immutable;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;
using CreditGate.Domain.Workflows;

namespace CreditGate.Domain.Cases.Repairs;

/// <summary>Takes an application for repair on, from acceptance to its end or its revocation.</summary>
internal static class RepairStep
{
    public const string Extend = nameof(Extend);

    public static CaseOutcome Judge(CaseTurn turn, CaseStep step, CaseContext context)
    {
        var roles = CaseRoles.Of(step.Organisation, turn.Case.Record, context.Edition);
        if (step.Event == Extend)
        {
            return Extended(turn, step, roles, context).Outcome();
        }

        turn.Move(step.Event, step.Organisation, roles, Facts(turn, step, context), known => Changed((RepairCase)known, step, context));
        return (step.Event switch
        {
            "PublishStatement" => turn.Mark(record => record with { Repair = new RepairMark(turn.Case.Id, context.Today) }),
            "FalseMaterialFound" => turn.Mark(static record => record with { Repair = null }),
            _ => turn,
        }).Outcome();
    }

    private static IEnumerable<string> Facts(CaseTurn turn, CaseStep step, CaseContext context)
    {
        var (known, record) = ((RepairCase)turn.Case, turn.Record);
        var isGone = record.Repair?.Case == known.Id;
        return CaseFacts.Holding(
            (CaseFacts.ReasonGiven, !string.IsNullOrWhiteSpace(step.Reason)),
            (CaseFacts.NotBarred, !IsBarred(turn.Standing, context.Today)),
            (CaseFacts.MinimumPublicityServed, context.Today >= known.PossibleFrom),
            (CaseFacts.DutiesDone, record is PenaltyRecord { DutiesDone: { } done } ? done : step.DutiesDone),
            (CaseFacts.CommitmentMade, known.Materials.Any(static material => material.Kind == MaterialKind.Commitment)),
            (CaseFacts.RecordNoLongerUsed, isGone),
            (CaseFacts.ActionsSettled, isGone),      // measures end with the record, in the same append
            (CaseFacts.RecordRestored, isGone));     // the mark to take off, in the same turn
    }

    private static bool IsBarred(Standing standing, DateOnly today) => standing.Cases.Values.OfType<RepairCase>().Any(known => known.BarredUntil >= today);

    private static RepairCase Changed(RepairCase known, CaseStep step, CaseContext context)
    {
        var reasoned = known with { Reason = step.Reason ?? known.Reason };
        return step.Event switch
        {
            "Accept" => reasoned with { Deadlines = Met(known, RepairTerms.Acceptance) },
            "Refuse" or "Reject" or "ReturnForCorrection" => reasoned with { Deadlines = Met(known, RepairTerms.Acceptance, RepairTerms.Result) },
            "Approve" => reasoned with { Deadlines = Met(known, RepairTerms.Result).Add(CaseDeadline.Of(RepairTerms.Sharing, context.Today, context)) },
            "PublishStatement" => reasoned with { Statement = step.Statement, StatementOn = context.Today },
            "Propagate" => reasoned with { Deadlines = Met(known, RepairTerms.Sharing) },
            "FalseMaterialFound" => reasoned with { BarredUntil = context.Today.AddMonths(RepairCase.BarMonths) },
            _ => reasoned,
        };
    }

    private static ImmutableArray<CaseDeadline> Met(RepairCase known, params string[] terms) =>
        [.. known.Deadlines.Select(deadline => terms.Contains(deadline.Term) ? deadline with { IsMet = true } : deadline)];

    /// <summary>The result may be put off once, with a reason, before its limit has passed.</summary>
    private static CaseTurn Extended(CaseTurn turn, CaseStep step, FrozenSet<Role> roles, CaseContext context)
    {
        if (!roles.Contains(Role.Initiator))
        {
            return turn.Refuse(Obstacle.Actor, Machine.NotYourPart);
        }

        var due = turn.Case.Deadlines.FirstOrDefault(static deadline => deadline.Term == RepairTerms.Result);
        if (due is not { IsMet: false, IsExtended: false, DueTold: false })
        {
            return turn.Refuse(Obstacle.State, CaseFaults.NoExtension);
        }

        return string.IsNullOrWhiteSpace(step.Reason)
            ? turn.Refuse(Obstacle.Guard, context.Workflows.Guard(CaseFacts.ReasonGiven))
            : turn.Enter(Extend, step.Organisation, turn.Case with { Reason = step.Reason, Deadlines = turn.Case.Deadlines.Replace(due, due.Extended(context)) });
    }
}
