using System.Collections.Frozen;
using System.Collections.Immutable;
using CreditGate.Domain.Workflows;

namespace CreditGate.Domain.Cases.Actions;

/// <summary>A step of an implementing department in its own tasks: all of them, or those of one rule.</summary>
public static class ActionStep
{
    private static readonly FrozenSet<Role> Implementer = FrozenSet.Create(Role.Implementer);

    /// <summary>What departments do; what follows from the record happens without anybody's doing.</summary>
    public static readonly ImmutableArray<string> Events = ["Acknowledge", "Start", "Feedback"];

    internal static CaseOutcome Judge(CaseTurn turn, CaseStep step, CaseContext context)
    {
        var known = (JointActionCase)turn.Case;
        var mine = known.Tasks.Where(task => task.Department == step.Organisation && (step.Rule is null || task.Rule == step.Rule) && (step.Region is null || task.Region == step.Region)).ToArray();
        if (mine is [] || !Events.Contains(step.Event))
        {
            return turn.Refuse(Obstacle.Actor, Machine.NotYourPart).Outcome();
        }

        var facts = CaseFacts.Holding((CaseFacts.ReasonGiven, !string.IsNullOrWhiteSpace(step.Reason))).ToFrozenSet(StringComparer.Ordinal);
        var machine = context.Workflows[nameof(CaseKind.JointAction)];
        var moved = mine.ToDictionary(static task => task, task => machine.Move(task.Place, step.Event, Implementer, facts));
        if (moved.Values.All(static one => one.Place is null))
        {
            var refused = moved.Values.First();
            return turn.Refuse(refused.Obstacle!.Value, refused.Refusal!).Outcome();
        }

        ActionTask Moved(ActionTask task) => moved.TryGetValue(task, out var one) && one.Place is { } place ? Done(task.At(place), step, context) : task;
        return turn.Enter(step.Event, step.Organisation, Settled(known with { Tasks = [.. known.Tasks.Select(Moved)] })).Outcome();
    }

    /// <summary>Feedback is no longer awaited once nobody owes any; the action is closed with its last task.</summary>
    internal static JointActionCase Settled(JointActionCase known)
    {
        var isOver = known.Tasks.All(static task => task.IsOver);
        var isFedBack = known.Tasks.All(static task => task.FedBackAt is not null || task.IsOver);
        return known with
        {
            State = isOver ? "Closed" : known.State,
            Previous = isOver && known.State != "Closed" ? known.State : known.Previous,
            Deadlines = isFedBack ? [.. known.Deadlines.Select(static deadline => deadline with { IsMet = true })] : known.Deadlines,
        };
    }

    private static ActionTask Done(ActionTask task, CaseStep step, CaseContext context) =>
        step.Event == "Feedback" ? task with { Feedback = step.Reason, FedBackAt = context.At } : task;
}
