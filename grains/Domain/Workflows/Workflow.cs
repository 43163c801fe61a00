using System.Collections.Immutable;

namespace CreditGate.Domain.Workflows;

/// <summary>Who may cause an event. One organisation may hold several roles in a case.</summary>
public enum Role
{
    /// <summary>发起（认定）单位: decided on the subject.</summary>
    Initiator,

    /// <summary>市公共信用信息服务平台.</summary>
    Platform,

    /// <summary>信息提供部门: source of the record.</summary>
    Provider,

    /// <summary>实施部门: carries measures and incentives out.</summary>
    Implementer,

    /// <summary>审批部门: accepts applications.</summary>
    Approver,

    /// <summary>行政相对人: the subject itself.</summary>
    Counterparty,

    /// <summary>Time alone.</summary>
    Timer,
}

/// <summary>A state machine of the platform, as data: its states, and the events that lead from one to another.</summary>
/// <param name="States">The first is where a case begins.</param>
public sealed record Workflow(string Code, LocalText Name, ImmutableArray<WorkflowState> States, ImmutableArray<Transition> Transitions)
{
    /// <summary>Stands for every state from which some event leads on, but for the one that would be entered.</summary>
    public const string Any = "*";

    /// <summary>Stands for the state before the present one.</summary>
    public const string Previous = "previous";

    public string Start => States[0].Code;

    /// <summary>Whether nothing leads on from a state.</summary>
    public bool IsFinal(string state) => !Transitions.Any(transition => transition.From.Contains(state));

    /// <exception cref="ArgumentException">The workflow has no such state.</exception>
    public LocalText NameOf(string state) => States.FirstOrDefault(known => known.Code == state)?.Name
        ?? throw new ArgumentException($"Workflow {Code} has no state {state}.", nameof(state));

    internal bool Leaves(Transition transition, string state) => transition.From.Contains(state)
        || (transition.From is [Any] && state != transition.To && !IsFinal(state));
}

/// <param name="Code">As the definition names it, in Pascal case.</param>
public sealed record WorkflowState(string Code, LocalText Name);

/// <param name="From">States that it leads on from, or <see cref="Workflow.Any"/> alone.</param>
/// <param name="To">A state, or <see cref="Workflow.Previous"/>.</param>
/// <param name="Actors">Roles that may cause it; one of them suffices.</param>
/// <param name="Guards">Codes of what must be true, all of it.</param>
/// <param name="Added">Why the product has it although the plan's definition does not; null when it does.</param>
public sealed record Transition(
    ImmutableArray<string> From, string Event, string To, ImmutableArray<Role> Actors, ImmutableArray<string> Guards, string? Added);

/// <summary>Where a case stands.</summary>
/// <param name="Previous">The state before, where a later event may lead back to it.</param>
public sealed record WorkflowPlace(string State, string? Previous = null);
