using System.Collections.Immutable;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Standings;
using CreditGate.Domain.Workflows;

namespace CreditGate.Domain.Cases.Actions;

/// <summary>Initiates a joint action and pushes it to its targets, in one turn: the entry stands published when it is initiated.</summary>
internal static class ActionOpening
{
    /// <summary>Feedback is due so many days after the push.</summary>
    public const string FeedbackTerm = "T10";

    public static CaseOutcome Judge(Standing standing, ActionDraft draft, CaseContext context)
    {
        if (Refusal(standing, draft, context) is { } refusal)
        {
            return new CaseOutcome(standing, null, [], [], refusal);
        }

        var record = standing.Find(draft.Record)!;
        ImmutableArray<ActionTask> tasks =
        [
            .. ActionTargets.Of(record, standing.Key, context.Edition),
            .. ActionTargets.Across(draft.Regions, record, standing.Key, context.Edition),
        ];
        var turn = new CaseTurn(standing, context, new JointActionCase
        {
            Id = draft.Case,
            State = context.Workflows[nameof(CaseKind.JointAction)].Workflow.Start,
            Record = draft.Record,
            OpenedAt = context.At,
            OpenedBy = draft.Organisation,
            Edition = context.Edition.Id,
        });
        var moment = new Moment(context.At);
        return turn
            .Enter("Initiate", draft.Organisation, turn.Case)
            .Move(
                "Push", null, CaseRoles.Platform,
                CaseFacts.Holding((CaseFacts.TargetsPublished, Terms.IsInForce(record, context.Edition, moment)), (CaseFacts.MeasureHasBasis, !tasks.IsEmpty)),
                known => (JointActionCase)known with { Tasks = tasks, Deadlines = [CaseDeadline.Of(FeedbackTerm, context.Today, context)] })
            .Outcome();
    }

    private static CaseRefusal? Refusal(Standing standing, ActionDraft draft, CaseContext context) => standing.Find(draft.Record) switch
    {
        null => new CaseRefusal(Obstacle.State, CaseFaults.NoRecord),
        { Mirror: not null } => new CaseRefusal(Obstacle.State, CaseFaults.OfAnother),
        _ when !CaseRoles.Of(draft.Organisation, draft.Record, context.Edition).Contains(Role.Initiator) => new CaseRefusal(Obstacle.Actor, Machine.NotYourPart),
        _ when standing.Cases.Values.OfType<JointActionCase>().Any(known => known.Record == draft.Record && known.Tasks.Any(static task => !task.IsOver && task.State != "Eased")) => new CaseRefusal(Obstacle.State, CaseFaults.IsOpen),
        _ => null,
    };
}
