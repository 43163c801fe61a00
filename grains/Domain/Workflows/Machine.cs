using System.Collections.Immutable;

namespace CreditGate.Domain.Workflows;

/// <summary>Why an event did not move a case.</summary>
public enum Obstacle
{
    /// <summary>The present state does not know the event.</summary>
    State,

    /// <summary>Whoever acts has no part in it.</summary>
    Actor,

    /// <summary>A guard does not hold.</summary>
    Guard,
}

/// <param name="Place">Where the case stands afterwards; null when the event was refused.</param>
/// <param name="Refusal">With the code of the guard, or of what else stood in the way.</param>
public sealed record Moved(WorkflowPlace? Place, Obstacle? Obstacle, Fault? Refusal);

/// <summary>The one machine that all workflows run on: no clock, no storage, no knowledge of what a guard means.</summary>
/// <param name="guards">Texts of guards by code.</param>
public sealed class Machine(Workflow workflow, ImmutableDictionary<string, LocalText> guards)
{
    public const string WrongState = "case-state";

    public static readonly Fault NotYourPart = new("not-your-part", new(
        "本单位无权进行此操作：只有办理单位可以办理（INV-10）。", "Your organisation has no part in this step: only the unit responsible may take it (INV-10)."));

    public Workflow Workflow => workflow;

    /// <summary>Of several transitions for one event, the first whose guards hold is taken.</summary>
    /// <param name="roles">Roles of whoever acts.</param>
    /// <param name="facts">Codes of the guards that hold.</param>
    public Moved Move(WorkflowPlace place, string happened, IReadOnlySet<Role> roles, IReadOnlySet<string> facts)
    {
        var known = workflow.Transitions.Where(transition => transition.Event == happened && workflow.Leaves(transition, place.State)).ToArray();
        if (known is [])
        {
            return Refused(Obstacle.State, new Fault(WrongState, StateText(place.State)));
        }

        var mine = known.Where(transition => transition.Actors.Any(roles.Contains)).ToArray();
        if (mine is [])
        {
            return Refused(Obstacle.Actor, NotYourPart);
        }

        return mine.FirstOrDefault(transition => transition.Guards.All(facts.Contains)) is { } taken
            ? new Moved(Entered(taken, place), null, null)
            : Unmet(mine[^1].Guards.First(guard => !facts.Contains(guard)));
    }

    private static WorkflowPlace Entered(Transition taken, WorkflowPlace place) => taken.To == Workflow.Previous
        ? new WorkflowPlace(place.Previous ?? throw new InvalidOperationException($"Nothing came before {place.State}."))
        : new WorkflowPlace(taken.To, place.State);

    private Moved Unmet(string guard) => Refused(Obstacle.Guard, new Fault(guard, guards[guard]));

    private static Moved Refused(Obstacle obstacle, Fault fault) => new(null, obstacle, fault);

    private LocalText StateText(string state) => new(
        $"{workflow.Name.Zh}当前为“{workflow.NameOf(state).Zh}”，不能进行此操作。",
        $"The case is in the state \"{workflow.NameOf(state).En}\", which does not take this step.");
}
