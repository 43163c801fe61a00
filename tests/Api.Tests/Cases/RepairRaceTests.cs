using System.Text.Json;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Cases;

/// <summary>A repair is granted while a batch of 10,000 runs: no answer mixes, and what starts after the acknowledgement is clean.</summary>
public sealed class RepairRaceTests(SharedGate shared)
{
    private const int Items = 10_000;

    [Fact]
    public async Task BatchOf10000_AnswersFromBeforeOrAfterTheRepair_NeverFromBoth()
    {
        var (uscc, unit, caller) = (Invented.Entity(), await shared.Gate.As("D22"), await shared.Gate.As("D24"));
        await unit.Push(Rows.WageDefaulter(uscc).With("decidedOn", Days.Ago(400)));
        var application = CaseCalls.RepairOf(uscc).With("record", CaseCalls.ObjectionTo(uscc)["record"]!.DeepClone());
        var id = (await unit.Post(CaseCalls.Repairs, application)).Text("id")!;
        await unit.Post($"{CaseCalls.Repairs}/{id}/steps", CaseCalls.StepBody("accept", null).With("dutiesDone", true));
        await unit.Step(CaseCalls.Repairs, id, "start");
        await unit.Step(CaseCalls.Repairs, id, "approve");
        var before = await caller.Check(Calls.CheckOf(uscc));

        var running = caller.Post("/v1/checks/batch", Batch(uscc));
        var granted = await unit.Step(CaseCalls.Repairs, id, "publishStatement");
        var after = await caller.Post("/v1/checks/batch", Batch(uscc, 100));
        var during = await running;

        Assert.Equal("refuse", before.Text("outcome"));
        var answers = Answers(during).ToList();
        Assert.Equal(Items, answers.Count);
        Assert.All(answers, answer => Assert.Equal(
            answer.Token == granted.Text("token") ? ("proceed", 0) : ("refuse", 1), (answer.Outcome, answer.Measures)));
        Assert.All(answers, answer => Assert.Contains(answer.Token, (string?[])[before.Text("token"), granted.Text("token")]));
        Assert.All(Answers(after), answer => Assert.Equal((granted.Text("token"), "proceed", 0), (answer.Token, answer.Outcome, answer.Measures)));
    }

    private static JsonObject Batch(string uscc, int items = Items) =>
        new() { ["items"] = new JsonArray([.. Enumerable.Range(0, items).Select(_ => (JsonNode)Calls.CheckOf(uscc))]) };

    private static IEnumerable<(string? Token, string? Outcome, int Measures)> Answers(JsonElement batch) => batch.GetProperty("items").EnumerateArray()
        .Select(static item => item.GetProperty("answer"))
        .Select(static answer => (answer.Text("token"), answer.Text("outcome"), answer.TryGetProperty("measures", out var measures) ? measures.GetArrayLength() : 0));
}
