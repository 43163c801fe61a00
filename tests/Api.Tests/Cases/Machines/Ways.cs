using CreditGate.Domain.Workflows;

namespace CreditGate.Api.Tests.Cases.Machines;

/// <summary>One transition from one state, as a definition has it.</summary>
internal sealed record Leap(string From, string Event, string To);

/// <summary>The definition of a workflow as a graph: every leap that it allows, and the shortest way to each.</summary>
internal sealed class Ways(Workflow workflow)
{
    /// <summary>Each transition from each state that it leads on from. Where it leads back to the state before, that is the one the shortest way passed.</summary>
    public IEnumerable<Leap[]> All()
    {
        var ways = Shortest();
        return
        [
            .. from transition in workflow.Transitions
               from state in workflow.States
               where Leaves(transition, state.Code) && ways.ContainsKey(state.Code)
               let way = ways[state.Code]
               select (Leap[])[.. way, Next(transition, state.Code, way)],
        ];
    }

    private Dictionary<string, Leap[]> Shortest()
    {
        var ways = new Dictionary<string, Leap[]> { [workflow.Start] = [] };
        for (var open = new Queue<string>([workflow.Start]); open.TryDequeue(out var state);)
        {
            foreach (var next in workflow.Transitions.Where(transition => Leaves(transition, state)).Select(transition => Next(transition, state, ways[state])))
            {
                if (ways.TryAdd(next.To, [.. ways[state], next]))
                {
                    open.Enqueue(next.To);
                }
            }
        }

        return ways;
    }

    private static Leap Next(Transition transition, string state, Leap[] way) =>
        new(state, transition.Event, transition.To == Workflow.Previous ? way[^1].From : transition.To);

    private bool Leaves(Transition transition, string state) => transition.From.Contains(state)
        || (transition.From is [Workflow.Any] && state != transition.To && !workflow.IsFinal(state));
}
