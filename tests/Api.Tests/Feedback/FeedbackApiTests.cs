using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Api.Tests.Scenarios;
using CreditGate.Contracts.Cases;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CreditGate.Api.Tests.Feedback;

public sealed class FeedbackApiTests(SharedGate shared)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Feedback_IsTakenMeasureByMeasure_ReadWithTheReceipt_AndClosesTheCheck()
    {
        var (department, receipt, codes) = await Refused(shared.Gate);
        var path = $"/v1/receipts/{receipt}/feedback";
        var before = await department.Get(path);
        Assert.Equal(("feedbackDue", "待反馈"), (before.Text("state"), before.Text("stateName")));
        Assert.Equal(codes, before.Each("items", "code"));

        foreach (var code in codes)
        {
            await department.Post(path, Saying(Item(code)));
        }

        var again = await department.Post(path, Saying([.. codes.Select(static code => Item(code))]));
        Assert.Equal(("closed", false), (again.Text("state"), IsTrue(again, "overdue")));
        var kept = await department.Get($"/v1/receipts/{receipt}");
        Assert.Equal(again.ToString(), kept.GetProperty("feedback").ToString());
        var said = kept.GetProperty("feedback").GetProperty("items")[0].GetProperty("feedback");
        Assert.Equal(["applied", "2026-12-01", "示例：已限制", "示例经办人01"], said.Texts("action", "effectiveFrom", "result", "operator"));
        Assert.Equal("genuine", (await department.Post("/v1/receipts/verify", JsonNode.Parse(kept.ToString())!)).Text("verdict"));
        await (await department.PostAsJsonAsync(path, Saying(Item(codes[0]).With("result", "示例：不同")), Cancellation)).Problem(HttpStatusCode.Conflict, "feedback-given");
    }

    [Theory]
    [InlineData("applied", null)]
    [InlineData("alreadyInForce", null)]
    [InlineData("partlyApplied", "示例：仅限本级")]
    [InlineData("notApplied", "示例：事项已办结")]
    public async Task Feedback_OfEachKind_IsKeptWithItsReason(string action, string? reason)
    {
        var (department, receipt, codes) = await Refused(shared.Gate);

        var given = await department.Post($"/v1/receipts/{receipt}/feedback", Saying([.. codes.Select(code => Item(code).With("action", action).With("reasonIfDifferent", reason))]));

        Assert.Equal("closed", given.Text("state"));
        var kept = (await department.Get($"/v1/receipts/{receipt}")).GetProperty("feedback").GetProperty("items").EnumerateArray().Select(static item => item.GetProperty("feedback"));
        Assert.All(kept, said => Assert.Equal((action, reason), (said.Text("action"), said.TryGetProperty("reasonIfDifferent", out var why) ? why.GetString() : null)));
    }

    [Fact]
    public async Task Feedback_IsTheDepartmentsAlone_AndNamesEveryFaultyField()
    {
        var (department, receipt, codes) = await Refused(shared.Gate);
        var path = $"/v1/receipts/{receipt}/feedback";

        await (await shared.Gate.Operator.PostAsJsonAsync(path, Saying(Item(codes[0])), Cancellation)).Problem(HttpStatusCode.Forbidden, "not-your-part");
        await (await (await shared.Gate.As("D51")).PostAsJsonAsync(path, Saying(Item(codes[0])), Cancellation)).Problem(HttpStatusCode.NotFound, "not-found");
        var faulty = await (await department.PostAsJsonAsync(path, new JsonObject
        {
            ["items"] = new JsonArray(
                Item("M99").With("action", "vanished"),
                Item(codes[0]).With("action", "notApplied").With("effectiveTo", "2026-11-30").With("amount10kCny", 0)),
        }, Cancellation)).Problem(HttpStatusCode.UnprocessableEntity, "validation");
        Assert.Equal(
            [("operator", "missing"), ("items[0].code", "not-advised"), ("items[0].action", "unknown-choice"),
                ("items[1].reasonIfDifferent", "reason-if-different"), ("items[1].effectiveTo", "ends-before-start"), ("items[1].amount10kCny", "not-positive")],
            faulty.GetProperty("faults").EnumerateArray().Select(static fault => (fault.Text("field")!, fault.Text("code")!)));
        Assert.Equal("feedbackDue", (await department.Get(path)).Text("state"));

        var clean = (await department.Check(Calls.CheckOf(Invented.Entity()))).Text("receipt");
        Assert.Equal("answered", (await department.Get($"/v1/receipts/{clean}/feedback")).Text("state"));
        await (await department.PostAsJsonAsync($"/v1/receipts/{clean}/feedback", Saying(Item(codes[0])), Cancellation)).Problem(HttpStatusCode.Conflict, "advice-given");
    }

    [Fact]
    public async Task Feedback_OnMany_IsTakenItemByItem()
    {
        var (department, first, codes) = await Refused(shared.Gate);
        var (_, second, _) = await Refused(shared.Gate);

        var response = await department.Post("/v1/receipts/feedback", new JsonObject
        {
            ["items"] = new JsonArray(
                new JsonObject { ["receipt"] = first, ["feedback"] = Saying([.. codes.Select(static code => Item(code))]) },
                new JsonObject { ["receipt"] = Guid.NewGuid().ToString(), ["feedback"] = Saying(Item(codes[0])) },
                new JsonObject { ["receipt"] = second, ["feedback"] = Saying(Item(codes[0]).With("action", "")) }),
        });

        var items = response.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal("closed", items[0].GetProperty("feedback").Text("state"));
        Assert.Equal("not-found", items[1].Text("code"));
        Assert.Equal(["items[2].feedback.items[0].action"], items[2].Each("faults", "field"));
    }

    [Fact]
    public async Task Feedback_RacesItself_AndIsKeptOnce()
    {
        var (department, receipt, codes) = await Refused(shared.Gate);

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(number => department.PostAsJsonAsync(
            $"/v1/receipts/{receipt}/feedback", Saying(Item(codes[number % codes.Length])), Cancellation)));

        Assert.All(answers, static answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        var kept = await department.Get($"/v1/receipts/{receipt}/feedback");
        Assert.Equal("closed", kept.Text("state"));
    }

    /// <summary>Answered on a Thursday, with the Spring Festival of 2026 in the five working days.</summary>
    [Fact]
    public async Task LateFeedback_IsFoundBySweep_ToldOnce_TakenAndStaysLate()
    {
        var clock = new SetClock(new DateTimeOffset(2026, 2, 12, 9, 0, 0, TimeSpan.FromHours(8)));
        await using var gate = await RunningGate.Start(clock);
        var (department, receipt, codes) = await Refused(gate, "2026-01-12");
        await Listed(gate, department, receipt);
        Assert.Equal("2026-02-26", (await department.Get("/v1/receipts/feedback?open=true")).GetProperty("tasks")[0].Text("due"));

        clock.Now = new DateTimeOffset(2026, 2, 26, 23, 59, 59, TimeSpan.FromHours(8));
        await Sweep(gate);
        Assert.Empty((await department.Get("/v1/receipts/feedback?overdue=true")).GetProperty("tasks").EnumerateArray());
        clock.Now = clock.Now.AddSeconds(1);
        await Sweep(gate);
        await Sweep(gate);

        Assert.Equal([receipt], (await department.Get("/v1/receipts/feedback?overdue=true")).Each("tasks", "receipt"));
        foreach (var concerned in (string[])["D24", "D01"])
        {
            var told = Assert.Single((await gate.Operator.Get($"/v1/changes?department={concerned}&kind=feedbackOverdue")).GetProperty("changes").EnumerateArray());
            Assert.Equal([receipt, "D24", "2026-02-26"], told.GetProperty("feedback").Texts("receipt", "organisation", "due"));
        }

        Assert.Empty((await gate.Operator.Get("/v1/changes?department=D23&kind=feedbackOverdue")).GetProperty("changes").EnumerateArray());
        var late = await department.Post($"/v1/receipts/{receipt}/feedback", Saying([.. codes.Select(static code => Item(code))]));
        Assert.Equal(("closed", true), (late.Text("state"), IsTrue(late, "overdue")));
        Assert.True(IsTrue(late.GetProperty("items")[0].GetProperty("feedback"), "late"));
    }

    private static bool IsTrue(JsonElement body, string member) => body.TryGetProperty(member, out var value) && value.GetBoolean();

    private static JsonObject Saying(params JsonNode[] items) => new() { ["operator"] = "示例经办人01", ["items"] = new JsonArray(items) };

    private static JsonObject Item(string? code) => new() { ["code"] = code, ["action"] = "applied", ["effectiveFrom"] = "2026-12-01", ["result"] = "示例：已限制" };

    /// <summary>A department's refused check, and what it advised.</summary>
    private static async Task<(HttpClient Department, string Receipt, string[] Codes)> Refused(RunningGate gate, string? decidedOn = null)
    {
        var (uscc, department) = (Invented.Entity(), await gate.As("D24"));
        var row = Rows.WageDefaulter(uscc);
        await (await gate.As("D22")).Push(decidedOn is null ? row : row.With("decidedOn", decidedOn));
        var answer = await department.Check(Calls.CheckOf(uscc).With("businessNumber", "示例采购1号"));
        return (department, answer.Text("receipt")!, [.. answer.Each("measures", "code").OfType<string>().Distinct().Order(StringComparer.Ordinal)]);
    }

    private static async Task Sweep(RunningGate gate)
    {
        while (await gate.Services.GetRequiredService<IGrainFactory>().GetGrain<ICaseSweepGrain>(ICaseSweepGrain.Key).Sweep())
        {
        }
    }

    /// <summary>Receipts reach the ledger a moment after their answers, and the sweep then opens their tasks.</summary>
    private static async Task Listed(RunningGate gate, HttpClient department, string receipt)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!(await department.Get("/v1/receipts/feedback?open=true")).Each("tasks", "receipt").Contains(receipt))
        {
            Assert.False(limit.IsCancellationRequested, "The receipt's task was not opened within 30 s.");
            await Sweep(gate);
            await looks.WaitForNextTickAsync(CancellationToken.None);
        }
    }
}
