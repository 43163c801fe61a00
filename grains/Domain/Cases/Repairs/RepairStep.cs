using System.Collections.Frozen;
using System.Collections.Immutable;
using CreditGate.Domain.Workflows;

namespace CreditGate.Domain.Cases.Repairs;

/// <summary>Takes an application for repair on, from acceptance to its end or its revocation.</summary>
internal static class RepairStep
{
    public const string Extend = nameof(Extend);

    public static CaseOutcome Judge(CaseTurn turn, CaseStep step, CaseContext context)
    {
        var roles = CaseRoles.Of(step.Organisation, turn.Case.Record, context.Edition);
        return (step.Event switch
        {
            Extend => Extended(turn, step, roles, context),
            RepairShield.Shield => RepairShield.Set(turn, step, roles, context),
            RepairShield.Unshield => RepairShield.Lift(turn, step, roles, context),
            "Approve" when RepairScope.Foreign(turn, step, context) => turn.Refuse(Obstacle.Guard, CaseFaults.NotItsMeasure),
            _ => Marked(turn.Move(step.Event, step.Organisation, roles, RepairFacts.Of(turn, step, context), known => Changed((RepairCase)known, step, context)), step, context),
        }).Outcome();
    }

    private static CaseTurn Marked(CaseTurn turn, CaseStep step, CaseContext context) => step.Event switch
    {
        "PublishStatement" => turn.Mark(record => RepairScope.Granted(record, (RepairCase)turn.Case, context.Today)),
        "FalseMaterialFound" => turn.Mark(record => RepairScope.TakenBack(record, turn.Case.Id)),
        "Refuse" or "Reject" when turn.Record.Shield?.Case == turn.Case.Id => turn.Mark(static record => record with { Shield = null }),
        _ => turn,
    };

    private static RepairCase Changed(RepairCase known, CaseStep step, CaseContext context)
    {
        var reasoned = known with { Reason = step.Reason ?? known.Reason };
        return step.Event switch
        {
            "Accept" => reasoned with { Deadlines = Met(known, RepairTerms.Acceptance) },
            "Refuse" or "Reject" or "ReturnForCorrection" => reasoned with { Deadlines = Met(known, RepairTerms.Acceptance, RepairTerms.Result) },
            "Approve" => reasoned with { Lifts = step.Lifts, Deadlines = Met(known, RepairTerms.Result).Add(CaseDeadline.Of(RepairTerms.Sharing, context.Today, context)) },
            "PublishStatement" => reasoned with { Statement = step.Statement, StatementOn = context.Today },
            "Propagate" => reasoned with { Deadlines = Met(known, RepairTerms.Sharing) },
            "FalseMaterialFound" => reasoned with { BarredUntil = context.Today.AddMonths(RepairCase.BarMonths) },
            _ => reasoned,
        };
    }

    internal static ImmutableArray<CaseDeadline> Met(RepairCase known, params string[] terms) =>
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
