using System.Collections.Frozen;
using System.Collections.Immutable;
using CreditGate.Domain.Records;
using CreditGate.Domain.Workflows;

namespace CreditGate.Domain.Cases.Repairs;

/// <summary>破产重整: while a plan that a court approved is carried out, the record is shielded. The case stays where it is, and repair itself waits for its own conditions.</summary>
internal static class RepairShield
{
    public const string Shield = nameof(Shield);
    public const string Unshield = nameof(Unshield);

    private static readonly FrozenSet<string> Places = FrozenSet.Create("Submitted", "Accepted", "Reviewing");

    public static CaseTurn Set(CaseTurn turn, CaseStep step, IReadOnlySet<Role> roles, CaseContext context)
    {
        var known = (RepairCase)turn.Case;
        return !roles.Contains(Role.Initiator) ? turn.Refuse(Obstacle.Actor, Machine.NotYourPart)
            : !Places.Contains(known.State) || turn.Record.Shield is not null ? turn.Refuse(Obstacle.State, CaseFaults.NoShield)
            : !known.Bankruptcy ? turn.Refuse(Obstacle.Guard, context.Workflows.Guard(CaseFacts.CourtRuling))
            : turn.Enter(Shield, step.Organisation, known with { Reason = step.Reason ?? known.Reason, Deadlines = RepairStep.Met(known, RepairTerms.Acceptance, RepairTerms.Result) })
                .Mark(record => record with { Shield = new ShieldMark(known.Id, context.Today) });
    }

    /// <summary>The plan failed or was carried out: the record is back, and an application that is still to be decided has its terms again from today.</summary>
    public static CaseTurn Lift(CaseTurn turn, CaseStep step, IReadOnlySet<Role> roles, CaseContext context)
    {
        var known = (RepairCase)turn.Case;
        return !roles.Contains(Role.Initiator) ? turn.Refuse(Obstacle.Actor, Machine.NotYourPart)
            : turn.Record.Shield?.Case != known.Id ? turn.Refuse(Obstacle.State, CaseFaults.NoShield)
            : string.IsNullOrWhiteSpace(step.Reason) ? turn.Refuse(Obstacle.Guard, context.Workflows.Guard(CaseFacts.ReasonGiven))
            : turn.Enter(Unshield, step.Organisation, known with { Reason = step.Reason, Deadlines = Anew(known, context) })
                .Mark(static record => record with { Shield = null });
    }

    private static ImmutableArray<CaseDeadline> Anew(RepairCase known, CaseContext context) =>
    [
        .. known.Deadlines.Select(deadline => deadline.Term == RepairTerms.Result || (deadline.Term == RepairTerms.Acceptance && known.State == "Submitted")
            ? CaseDeadline.Of(deadline.Term, context.Today, context)
            : deadline),
    ];
}
