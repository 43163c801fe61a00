using CreditGate.Api.Cases;
using CreditGate.Domain.Workflows;
using Xunit;

namespace CreditGate.Api.Tests.Cases.Machines;

/// <summary>Every transition of all seven definitions, from every state that it leads on from, is taken through the API and told by it. A machine or a transition without a route fails.</summary>
public sealed class MachineWalkTests(MachineGate machines) : IClassFixture<MachineGate>
{
    public static TheoryData<string> Codes => [.. WorkflowBook.Product.Workflows.Select(static workflow => workflow.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task EveryTransition_IsTaken_AndTold(string code)
    {
        var workflow = WorkflowBook.Product[code].Workflow;
        var (taken, failures) = (new HashSet<Leap>(), new List<string>());
        foreach (var way in new Ways(workflow).All())
        {
            try
            {
                taken.UnionWith(await Walk(workflow, machines.RouteOf(code), way));
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                failures.Add($"{string.Join(" > ", way.Select(static leap => leap.Event))} to {way[^1].To}: {failure.Message}");
            }
        }

        Assert.True(failures is [], string.Join('\n', failures));
        Assert.Empty(workflow.Transitions.Where(transition => !taken.Any(leap => leap.Event == transition.Event && (transition.To == leap.To || transition.To == Workflow.Previous))));
    }

    /// <summary>Empty where nobody can act: the state passes within the turn that enters it.</summary>
    private async Task<IReadOnlyList<Leap>> Walk(Workflow workflow, Route route, Leap[] way)
    {
        machines.Clock.Now = Route.Begin;
        await route.Start(way);
        if (route.Passing.TryGetValue(way[^1].From, out var itself) && itself != way[^1].Event)
        {
            return [];
        }

        foreach (var leap in way)
        {
            if (route.Passing.GetValueOrDefault(leap.From) != leap.Event)
            {
                await route.Do(leap);
            }

            Assert.Equal(CaseText.Name(Settled(workflow, route, leap.To)), await route.State());
        }

        return way;
    }

    /// <summary>Where a turn ends that enters a state.</summary>
    private static string Settled(Workflow workflow, Route route, string state) => route.Passing.TryGetValue(state, out var happened)
        ? Settled(workflow, route, workflow.Transitions.First(transition => transition.From.Contains(state) && transition.Event == happened).To)
        : state;
}
