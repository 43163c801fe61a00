using System.Net;
using System.Net.Http.Json;
using CreditGate.Api.Cases;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Domain.Cases;
using CreditGate.Domain.Workflows;
using Xunit;

namespace CreditGate.Api.Tests.Cases;

/// <summary>Every state that the API can lead a case to: every event of the definition, by every part, is taken where the definition allows it and refused elsewhere.</summary>
public sealed class WorkflowWalkTests(SharedGate shared)
{
    private const string Provider = "D13";
    private const string Operator = "D01";
    private const string Stranger = "D12";      // takes the case in, and has no other part

    /// <summary>How to come to a state: the steps from the submission on.</summary>
    private static readonly Dictionary<(CaseKind Kind, string State), string[]> Ways = new()
    {
        [(CaseKind.Objection, "Returned")] = [],
        [(CaseKind.Objection, "Annotated")] = [],
        [(CaseKind.Objection, "Verifying")] = ["start"],
        [(CaseKind.Objection, "Corrected")] = ["start", "PUSH", "correct"],
        [(CaseKind.Objection, "Withdrawn")] = ["start", "withdraw"],
        [(CaseKind.Objection, "Upheld")] = ["start", "uphold"],
        [(CaseKind.Objection, "Notified")] = ["start", "uphold", "notifyApplicant"],
        [(CaseKind.Objection, "Closed")] = ["start", "uphold", "notifyApplicant", "close"],
        [(CaseKind.Repair, "Submitted")] = [],
        [(CaseKind.Repair, "Returned")] = [],
        [(CaseKind.Repair, "Accepted")] = ["accept"],
        [(CaseKind.Repair, "Refused")] = ["refuse"],
        [(CaseKind.Repair, "Reviewing")] = ["accept", "start"],
        [(CaseKind.Repair, "Approved")] = ["accept", "start", "approve"],
        [(CaseKind.Repair, "Rejected")] = ["accept", "start", "reject"],
        [(CaseKind.Repair, "StatementPublished")] = ["accept", "start", "approve", "publishStatement"],
        [(CaseKind.Repair, "Propagated")] = ["accept", "start", "approve", "publishStatement", "propagate"],
        [(CaseKind.Repair, "Closed")] = ["accept", "start", "approve", "publishStatement", "propagate", "close"],
        [(CaseKind.Repair, "Revoked")] = ["accept", "start", "approve", "publishStatement", "propagate", "close", "falseMaterialFound"],
    };

    /// <summary>States that last for no longer than the turn that enters them.</summary>
    private static readonly string[] Passing = ["Objection/Submitted", "Objection/Accepted"];

    public static TheoryData<string, string> States => [.. Ways.Keys.Select(static way => (way.Kind.ToString(), way.State))];

    [Fact]
    public void Ways_LeadToEveryStateOfTheDefinitions() => Assert.Equal(
        from kind in (string[])["Objection", "Repair"] from state in WorkflowBook.Product[kind].Workflow.States where !Passing.Contains($"{kind}/{state.Code}") orderby kind, state.Code select $"{kind}/{state.Code}",
        from way in Ways.Keys orderby way.Kind.ToString(), way.State select $"{way.Kind}/{way.State}");

    [Theory]
    [MemberData(nameof(States))]
    public async Task Steps_AreRefusedWithTheirCode_WhereTheDefinitionDoesNotAllowThem(string kindName, string state)
    {
        var kind = Enum.Parse<CaseKind>(kindName);
        var workflow = WorkflowBook.Product[kindName].Workflow;
        var (path, id) = await Come(kind, state);
        foreach (var organisation in (string[])[Provider, Operator, Stranger])
        {
            Role[] roles = organisation switch { Provider => [Role.Provider, Role.Initiator], Operator => [Role.Platform], _ => [] };
            foreach (var happened in StepReader.Events(kind).Where(happened => workflow.Transitions.Any(transition => transition.Event == happened)))
            {
                var known = workflow.Transitions.Where(transition => transition.Event == happened && transition.From.Contains(state)).ToArray();
                if (known.Any(transition => transition.Actors.Any(roles.Contains)))
                {
                    continue;       // allowed: taken on the ways to the states that it leads to
                }

                using var response = await (await As(organisation)).PostAsJsonAsync($"{path}/{id}/steps", CaseCalls.StepBody(CaseText.Name(happened), "示例"), TestContext.Current.CancellationToken);
                await response.Problem(known is [] ? HttpStatusCode.Conflict : HttpStatusCode.Forbidden, known is [] ? "case-state" : "not-your-part");
            }
        }

        Assert.Equal(CaseText.Name(state), (await shared.Gate.Operator.Get($"{path}/{id}")).Text("state"));
    }

    /// <summary>A case in a state, by the steps that lead there: each one is taken, so the walk shows the transitions that are allowed.</summary>
    private async Task<(string Path, string Id)> Come(CaseKind kind, string state)
    {
        var uscc = Invented.Entity();
        var penalty = Rows.Penalty(uscc).With("decidedOn", Days.Ago(400)).With("dutiesDone", true).With("revision", 1);
        await (await As(Provider)).Push(penalty);
        var path = kind == CaseKind.Objection ? CaseCalls.Objections : CaseCalls.Repairs;
        string[] materials = state == "Returned" ? ["application"] : [];
        var draft = kind == CaseKind.Repair
            ? CaseCalls.RepairOf(uscc, materials: materials)
            : CaseCalls.ObjectionTo(uscc, materials: materials).With("record", CaseCalls.RepairOf(uscc)["record"]!.DeepClone());
        var known = await (await As(Stranger)).Post(path, draft);
        var id = known.Text("id")!;
        foreach (var step in Ways[(kind, state)])
        {
            if (step == "PUSH")
            {
                await (await As(Provider)).Push(((System.Text.Json.Nodes.JsonObject)penalty.DeepClone()).With("revision", 2).With("fine10kCny", 1));
                continue;
            }

            var byPlatform = step is "notifyApplicant" or "close" or "propagate";
            known = await (await As(byPlatform ? Operator : Provider)).Step(path, id, step, "示例理由");
        }

        Assert.Equal(CaseText.Name(state), known.Text("state"));
        return (path, id);
    }

    private async Task<HttpClient> As(string organisation) => organisation == Operator ? shared.Gate.Operator : await shared.Gate.As(organisation);
}
