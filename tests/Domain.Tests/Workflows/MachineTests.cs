using System.Collections.Frozen;
using System.Text;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Workflows;
using Xunit;

namespace CreditGate.Domain.Tests.Workflows;

/// <summary>Every state, event and role of every definition: what the definition allows is done, and nothing else is.</summary>
public sealed class MachineTests
{
    private static readonly Role[] Roles = Enum.GetValues<Role>();

    public static TheoryData<string> Codes => [.. WorkflowBook.Product.Workflows.Select(static workflow => workflow.Code)];

    [Fact]
    public void Product_HasTheSevenWorkflowsOfThePlan() => Assert.Equal(
        ["Check", "JointAction", "ListEntry", "Objection", "PublicityRecord", "Repair", "ToleranceAcceptance"],
        WorkflowBook.Product.Workflows.Select(static workflow => workflow.Code).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Codes))]
    public void Move_DoesWhatTheDefinitionAllows_AndRefusesEverythingElse(string code)
    {
        var machine = WorkflowBook.Product[code];
        var workflow = machine.Workflow;
        var events = workflow.Transitions.Select(static transition => transition.Event).Distinct().ToArray();
        var (taken, refused) = (0, 0);
        foreach (var (state, happened, role) in from state in workflow.States from happened in events from role in Roles select (state.Code, happened, role))
        {
            var place = new WorkflowPlace(state, workflow.Start);
            var allowed = workflow.Transitions.Where(transition => transition.Event == happened && Leads(workflow, transition, state)).ToArray();
            var all = machine.Move(place, happened, FrozenSet.Create(role), AllGuards(workflow));
            if (allowed.FirstOrDefault(transition => transition.Actors.Contains(role)) is { } transition)
            {
                taken++;
                Assert.Equal(transition.To == Workflow.Previous ? workflow.Start : transition.To, all.Place?.State);
            }
            else
            {
                refused++;
                Assert.Null(all.Place);
                Assert.Equal(allowed is [] ? Obstacle.State : Obstacle.Actor, all.Obstacle);
                Assert.Equal(allowed is [] ? Machine.WrongState : Machine.NotYourPart.Code, all.Refusal!.Code);
            }
        }

        Assert.True(taken >= workflow.Transitions.Length, $"{taken} steps were taken, {workflow.Transitions.Length} are defined.");
        Assert.True(refused > taken);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Move_NamesTheGuardThatFails_ForEveryGuardOfEveryTransition(string code)
    {
        var machine = WorkflowBook.Product[code];
        foreach (var transition in machine.Workflow.Transitions)
        {
            // Another transition for the same event, with other guards, may be taken instead: Eased falls back on Lifted.
            var hasOther = machine.Workflow.Transitions.Count(other => other.Event == transition.Event && other.From.Any(from => from == Workflow.Any || transition.From.Contains(from))) > 1;
            foreach (var guard in hasOther ? [] : transition.Guards)
            {
                var from = transition.From is [Workflow.Any] ? machine.Workflow.Start : transition.From[0];
                var moved = machine.Move(new WorkflowPlace(from), transition.Event, transition.Actors.ToFrozenSet(), transition.Guards.Remove(guard).ToFrozenSet());

                Assert.Equal((null, Obstacle.Guard, guard), (moved.Place, moved.Obstacle, moved.Refusal!.Code));
                Assert.NotEmpty(moved.Refusal.Text.Zh);
                Assert.NotEmpty(moved.Refusal.Text.En);
            }
        }
    }

    [Fact]
    public void Move_LeadsBackToTheStateBefore_WhenASuspensionIsLifted()
    {
        var machine = WorkflowBook.Product["JointAction"];
        var suspended = machine.Move(new WorkflowPlace("Executing", "Acknowledged"), "ObjectionAccepted", FrozenSet.Create(Role.Platform), FrozenSet.Create("rests-on-disputed")).Place!;

        Assert.Equal(new WorkflowPlace("Suspended", "Executing"), suspended);
        Assert.Equal("Executing", machine.Move(suspended, "Upheld", FrozenSet.Create(Role.Platform), FrozenSet<string>.Empty).Place!.State);
    }

    [Fact]
    public void Move_EasesOnlyWhatIsRepairedInPart_AndLiftsTheRest()
    {
        var machine = WorkflowBook.Product["JointAction"];

        Assert.Equal("Eased", Repaired(FrozenSet.Create("partly")));
        Assert.Equal("Lifted", Repaired(FrozenSet<string>.Empty));

        string Repaired(FrozenSet<string> facts) => machine.Move(new WorkflowPlace("Executed"), "RepairApproved", FrozenSet.Create(Role.Implementer), facts).Place!.State;
    }

    [Theory]
    [InlineData("\"to\": \"Notified\"", "\"to\": \"Nowhere\"", "Nowhere")]
    [InlineData("\"guards\": [\"defence-heard\"]", "\"guards\": [\"no-such-guard\"]", "no-such-guard")]
    [InlineData("\"actors\": [\"initiator\"]", "\"actors\": [\"somebody\"]", "actors")]
    [InlineData("{\"code\": \"defence-heard\"", "{\"code\": \"subject-told\"", "twice")]
    public void Load_IsRefused_WhenTheDefinitionNamesWhatIsNotThere(string text, string instead, string told)
    {
        using var reader = new StreamReader(CatalogueLoader.OpenEmbedded("workflows.json")!);
        var whole = reader.ReadToEnd();
        var at = whole.IndexOf(text, StringComparison.Ordinal);
        Assert.True(at >= 0, text);
        var edited = string.Concat(whole.AsSpan(0, at), instead, whole.AsSpan(at + text.Length));

        var refused = Assert.Throws<CatalogueException>(() => WorkflowBook.Load(_ => new MemoryStream(Encoding.UTF8.GetBytes(edited))));

        Assert.Contains(told, refused.Message, StringComparison.Ordinal);
    }

    private static bool Leads(Workflow workflow, Transition transition, string state) =>
        transition.From.Contains(state)
        || (transition.From.Contains(Workflow.Any) && state != transition.To && workflow.Transitions.Any(other => other.From.Contains(state)));

    private static FrozenSet<string> AllGuards(Workflow workflow) => workflow.Transitions.SelectMany(static transition => transition.Guards).ToFrozenSet();
}
