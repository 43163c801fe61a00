using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Cases;

public sealed class ActionsApiTests(SharedGate shared)
{
    private const string Actions = "/v1/actions";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private RunningGate Gate => shared.Gate;

    [Fact]
    public async Task Tasks_ReachTheirDepartments_AndFollowTheRecordWithoutAnybodysDoing()
    {
        var (uscc, initiator, implementer) = (Invented.Entity(), await Gate.As("D22"), await Gate.As("D24"));
        await initiator.Push(Rows.WageDefaulter(uscc).With("revision", 1));
        var action = await initiator.Post(Actions, ActionOn(uscc));
        var id = action.Text("id")!;

        Assert.Contains(id, (await implementer.Get($"{Actions}?open=true&after={id[..^1]}")).Each("cases", "id"));
        await implementer.Step(Actions, id, "acknowledge");
        await implementer.Step(Actions, id, "start");
        Assert.Equal(["executed"], States(await implementer.Step(Actions, id, "feedback", "示例：已限制投标"), "D24"));

        var objection = (await (await Gate.As("D12")).Post(CaseCalls.Objections, CaseCalls.ObjectionTo(uscc))).Text("id")!;
        Assert.Equal(["suspended"], States(await implementer.Get($"{Actions}/{id}"), "D24"));
        await initiator.Step(CaseCalls.Objections, objection, "start");
        await initiator.Step(CaseCalls.Objections, objection, "uphold", "示例");
        Assert.Equal(["executed"], States(await implementer.Get($"{Actions}/{id}"), "D24"));

        await initiator.Push(Rows.WageDefaulter(uscc).With("revision", 2).With("withdrawal", new JsonObject { ["on"] = Days.Ago(0) }));
        var lifted = await implementer.Get($"{Actions}/{id}");
        Assert.Equal(["lifted"], States(lifted, "D24"));
        Assert.Equal("closed", lifted.Text("state"));
        Assert.Equal("proceed", (await implementer.Check(Calls.CheckOf(uscc))).Text("outcome"));
        var told = (await Gate.Operator.Get($"/v1/changes?department=D24&kind=caseMoved&limit=1000")).GetProperty("changes").EnumerateArray()
            .Select(static change => change.GetProperty("case")).Where(moved => moved.Text("id") == id).Select(static moved => moved.Text("step"));
        Assert.Equal(["push", "acknowledge", "start", "feedback", "objectionAccepted", "upheld", "foundWrong"], told);
    }

    [Fact]
    public async Task Incentives_TravelTheSameWay()
    {
        var (uscc, initiator) = (Invented.Entity(), await Gate.As("D14"));
        await initiator.Push(Rows.Of("listEntry", Rows.Entity(uscc), "示税A1号").With("list", "R01"));

        var action = await initiator.Post(Actions, ActionOn(uscc).With("record", new JsonObject { ["source"] = "D14", ["kind"] = "listEntry", ["number"] = "示税A1号", ["list"] = "R01" }));

        var tasks = action.GetProperty("action").GetProperty("tasks").EnumerateArray().ToList();
        Assert.NotEmpty(tasks);
        Assert.All(tasks, static task => Assert.Null(task.Text("rule")));
    }

    [Fact]
    public async Task Action_ReachesDepartmentsOfManySectors_AndTheCountiesThatItNames()
    {
        var (uscc, initiator, counties) = (Invented.Entity(), await Gate.As("D22"), await Gate.As("D55"));
        await initiator.Push(Rows.WageDefaulter(uscc));

        var action = await initiator.Post(Actions, ActionOn(uscc).With("regions", new JsonArray("360702", "360731")));

        var (id, tasks) = (action.Text("id")!, action.GetProperty("action").GetProperty("tasks").EnumerateArray().ToArray());
        var edition = await Gate.Operator.Get("/v1/catalogue");
        var categories = edition.GetProperty("matters").EnumerateArray().ToDictionary(static matter => matter.Text("code")!, static matter => matter.Text("category"));
        string?[] sectors = [.. tasks.SelectMany(static task => task.GetProperty("matters").EnumerateArray()).Select(matter => categories[matter.GetString()!]).Distinct()];
        Assert.True(sectors.Length >= 4, string.Join(' ', sectors));
        Assert.Equal(["360702", "360731"], tasks.Where(static task => task.Text("department") == "D55").Select(static task => task.Text("region")).Distinct());
        Assert.All(tasks.Where(static task => task.Text("department") != "D55"), static task => Assert.Null(task.Text("region")));

        await counties.Post($"{Actions}/{id}/steps", CaseCalls.StepBody("acknowledge", null).With("region", "360702"));
        Assert.Equal([("360702", "acknowledged"), ("360731", "pushed")], await Regions(counties, id));
        Assert.Contains(id, (await Gate.Operator.Get("/v1/changes?department=D55&kind=caseMoved&limit=1000")).GetProperty("changes").EnumerateArray().Select(static change => change.GetProperty("case").Text("id")));
        await initiator.Push(Rows.WageDefaulter(uscc).With("withdrawal", new JsonObject { ["on"] = Days.Ago(0) }));
        Assert.Equal([("360702", "lifted"), ("360731", "lifted")], await Regions(counties, id));

        var faulty = await (await initiator.PostAsJsonAsync(Actions, ActionOn(uscc).With("regions", new JsonArray("360702", "3607", "360702", "360102", "360700")), Cancellation)).Problem(HttpStatusCode.UnprocessableEntity, "validation");
        Assert.Equal([("regions[1]", "not-a-region"), ("regions[2]", "not-a-region"), ("regions[3]", "region-elsewhere"), ("regions[4]", "region-elsewhere")], faulty.GetProperty("faults").EnumerateArray().Select(static fault => (fault.Text("field")!, fault.Text("code")!)));
        Assert.Contains("3607", faulty.GetProperty("faults")[2].Text("message"), StringComparison.Ordinal);
    }

    private static async Task<(string, string)[]> Regions(HttpClient counties, string id) => [.. (await counties.Get($"{Actions}/{id}")).GetProperty("action").GetProperty("tasks").EnumerateArray()
        .Where(static task => task.Text("region") is not null).Select(static task => (task.Text("region")!, task.Text("state")!)).Distinct()];

    [Fact]
    public async Task Refusals_AreProblemsWithTheirCode()
    {
        var (uscc, initiator, stranger) = (Invented.Entity(), await Gate.As("D22"), await Gate.As("D51"));
        await initiator.Push(Rows.WageDefaulter(uscc));

        await (await stranger.PostAsJsonAsync(Actions, ActionOn(uscc), Cancellation)).Problem(HttpStatusCode.Forbidden, "not-your-part");
        var id = (await initiator.Post(Actions, ActionOn(uscc))).Text("id")!;
        await (await initiator.PostAsJsonAsync(Actions, ActionOn(uscc), Cancellation)).Problem(HttpStatusCode.Conflict, "case-open");
        await (await (await Gate.As("D24")).PostAsJsonAsync($"{Actions}/{id}/steps", CaseCalls.StepBody("start", null), Cancellation)).Problem(HttpStatusCode.Conflict, "case-state");
        await (await (await Gate.As("D24")).PostAsJsonAsync($"{Actions}/{id}/steps", CaseCalls.StepBody("push", null), Cancellation)).Problem(HttpStatusCode.UnprocessableEntity, "validation");
        await (await stranger.GetAsync($"{Actions}/{id}", Cancellation)).Problem(HttpStatusCode.NotFound, "no-case");
    }

    private static JsonObject ActionOn(string uscc) => new() { ["subject"] = Rows.Entity(uscc), ["record"] = CaseCalls.ObjectionTo(uscc)["record"]!.DeepClone() };

    private static IEnumerable<string?> States(JsonElement action, string department) =>
        action.GetProperty("action").GetProperty("tasks").EnumerateArray().Where(task => task.Text("department") == department).Select(static task => task.Text("state")).Distinct();
}
