using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using CreditGate.Api.Cases;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Domain.Cases;
using CreditGate.Domain.Cases.Actions;
using CreditGate.Domain.Workflows;
using Xunit;

namespace CreditGate.Api.Tests.Cases;

/// <summary>Every state that a task can come to: each event of departments is taken where the definition allows it and refused elsewhere; each transition is taken on some way.</summary>
public sealed class ActionWalkTests(SharedGate shared)
{
    private const string Department = "D24";
    private const string Rule = "P03";
    private static readonly Workflow Definition = WorkflowBook.Product[nameof(CaseKind.JointAction)].Workflow;

    /// <summary>How to come to a state; words in capitals are what befalls the record.</summary>
    private static readonly Dictionary<string, string[]> Ways = new()
    {
        ["Pushed"] = [],
        ["Acknowledged"] = ["acknowledge"],
        ["Executing"] = ["acknowledge", "start"],
        ["Executed"] = ["acknowledge", "start", "feedback"],
        ["NotApplicable"] = ["acknowledge", "feedback"],
        ["Suspended"] = ["OBJECTION"],
        ["Eased"] = ["acknowledge", "start", "feedback", "EASED"],
        ["Lifted"] = ["WITHDRAWN"],
        ["Closed"] = ["acknowledge", "start", "feedback", "TERM ENDED"],
    };

    public static TheoryData<string> States => [.. Ways.Keys];

    [Fact]
    public void Ways_LeadToEveryStateOfTheDefinition() =>
        Assert.Equal(Definition.States.Select(static state => state.Code).Except(["Initiated"]).Order(), Ways.Keys.Order());

    [Theory]
    [MemberData(nameof(States))]
    public async Task Steps_AreTakenWhereTheDefinitionAllowsThem_AndRefusedElsewhere(string state)
    {
        foreach (var happened in ActionStep.Events)
        {
            var (unit, department) = (await shared.Gate.As("D22"), await shared.Gate.As(Department));
            var id = await Come(state, unit, department);
            Assert.Equal(state, await State(department, id));

            var known = Definition.Transitions.FirstOrDefault(transition => transition.Event == happened && transition.From.Contains(state));
            using var response = await department.PostAsJsonAsync(
                $"/v1/actions/{id}/steps", CaseCalls.StepBody(CaseText.Name(happened), "示例").With("rule", Rule), TestContext.Current.CancellationToken);
            if (known is null)
            {
                await response.Problem(HttpStatusCode.Conflict, "case-state");
            }

            Assert.Equal(known?.To ?? state, await State(department, id));
        }
    }

    [Theory]
    [InlineData("OBJECTION", "Suspended")]
    [InlineData("WITHDRAWN", "Lifted")]
    [InlineData("REMOVED", "Lifted")]
    [InlineData("REPAIRED", "Lifted")]
    public async Task WhateverBefallsTheRecord_ReachesATaskInEveryOpenState(string befalls, string to)
    {
        foreach (var state in (string[])["Pushed", "Acknowledged", "Executing", "Executed", "Eased"])
        {
            var (unit, department) = (await shared.Gate.As("D22"), await shared.Gate.As(Department));
            var id = await Come(state, unit, department, befalls);

            Assert.Equal(to, await State(department, id));
        }
    }

    private async Task<string> Come(string state, HttpClient unit, HttpClient department, string? then = null)
    {
        var uscc = Invented.Entity();
        await unit.Push(Row(uscc, 1));
        var record = CaseCalls.ObjectionTo(uscc)["record"]!;
        var id = (await unit.Post("/v1/actions", new JsonObject { ["subject"] = Rows.Entity(uscc), ["record"] = record.DeepClone() })).Text("id")!;
        foreach (var step in then is null ? Ways[state] : [.. Ways[state], then])
        {
            await (step switch
            {
                "OBJECTION" => (await shared.Gate.As("D12")).Post(CaseCalls.Objections, CaseCalls.ObjectionTo(uscc)),
                "EASED" => Repair(unit, uscc, "M01.03"),
                "REPAIRED" => Repair(unit, uscc),
                "WITHDRAWN" => unit.Push(Row(uscc, 2).With("withdrawal", new JsonObject { ["on"] = Days.Ago(0) })),
                "REMOVED" => unit.Push(Row(uscc, 2).With("removal", new JsonObject { ["on"] = Days.Ago(0) })),
                "TERM ENDED" => unit.Push(Row(uscc, 2).With("until", Days.Ago(2))),
                _ => department.Post($"/v1/actions/{id}/steps", CaseCalls.StepBody(step, "示例").With("rule", Rule)),
            });
        }

        return id;
    }

    private static JsonObject Row(string uscc, int revision) => Rows.WageDefaulter(uscc).With("decidedOn", Days.Ago(400)).With("revision", revision);

    private async Task<JsonElement> Repair(HttpClient unit, string uscc, params string[] lifts)
    {
        var application = CaseCalls.RepairOf(uscc).With("record", CaseCalls.ObjectionTo(uscc)["record"]!.DeepClone());
        var id = (await unit.Post(CaseCalls.Repairs, application)).Text("id")!;
        await unit.Post($"{CaseCalls.Repairs}/{id}/steps", CaseCalls.StepBody("accept", null).With("dutiesDone", true));
        await unit.Step(CaseCalls.Repairs, id, "start");
        await unit.Post($"{CaseCalls.Repairs}/{id}/steps", CaseCalls.StepBody("approve", null).With("lifts", new JsonArray([.. lifts.Select(static code => (JsonNode)code)])));
        await unit.Step(CaseCalls.Repairs, id, "publishStatement");
        await shared.Gate.Operator.Step(CaseCalls.Repairs, id, "propagate");
        return await shared.Gate.Operator.Step(CaseCalls.Repairs, id, "close");
    }

    private static async Task<string> State(HttpClient department, string id)
    {
        var task = (await department.Get($"/v1/actions/{id}")).GetProperty("action").GetProperty("tasks").EnumerateArray()
            .Single(static one => one.Text("department") == Department && one.Text("rule") == Rule);
        return Definition.States.Single(state => CaseText.Name(state.Code) == task.Text("state")).Code;
    }
}
