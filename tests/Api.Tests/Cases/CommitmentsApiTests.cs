using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Api.Tests.Scenarios;
using CreditGate.Contracts.Cases;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CreditGate.Api.Tests.Cases;

/// <summary>A promise over HTTP, and one that is broken while time goes on.</summary>
public sealed class CommitmentsApiTests
{
    private const string Commitments = "/v1/commitments";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Promise_IsRemindedOf_Breached_Told_AndShownByEveryCheckAfterwards()
    {
        var clock = new SetClock(new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.FromHours(8)));
        await using var gate = await RunningGate.Start(clock);
        var (uscc, approver) = (Invented.Entity(), await gate.As("D12"));
        await (await gate.As("D13")).Push(Rows.Registration(uscc).With("decidedOn", "2015-03-02").With("establishedOn", "2015-03-02"));
        Assert.Contains("I02", (await approver.Check(Calls.CheckOf(uscc, "MT-A01"))).Each("incentives", "code"));

        var taken = await approver.Post(Commitments, Promise(uscc));
        var check = await approver.Check(Calls.CheckOf(uscc, "MT-A01"));
        Assert.Equal(("acceptedWithPromise", taken.Text("token")), (taken.Text("state"), check.Text("token")));
        Assert.Contains(check.GetProperty("reminders").EnumerateArray(), static reminder => reminder.Text("code") == "openCommitment" && reminder.Text("until") == "2026-06-12");

        clock.Now = new DateTimeOffset(2026, 6, 10, 9, 0, 0, TimeSpan.FromHours(8));
        await Sweep(gate);
        clock.Now = new DateTimeOffset(2026, 6, 13, 0, 0, 0, TimeSpan.FromHours(8));
        await Sweep(gate);
        await Sweep(gate);

        var breached = await approver.Get($"{Commitments}/{taken.Text("id")}");
        Assert.Equal(["breached", "违诺"], breached.Texts("state", "stateName"));
        var told = (await gate.Operator.Get("/v1/changes?department=D12&kind=caseMoved")).GetProperty("changes").EnumerateArray().Select(static change => change.GetProperty("case").Text("step"));
        Assert.Equal(["acceptWithPromise", "targetPassed", "promiseDeadline"], told);
        var after = await approver.Check(Calls.CheckOf(uscc, "MT-A01"));
        Assert.Contains("breachedCommitment", after.Each("reminders", "code"));
        Assert.DoesNotContain("I02", after.Each("incentives", "code"));
        await (await approver.PostAsJsonAsync(Commitments, Promise(uscc).With("promisedOn", "2026-06-20"), Cancellation)).Problem(HttpStatusCode.Conflict, "exemplar-or-clean");
        Assert.Equal([taken.Text("id")], (await approver.Get($"{Commitments}?open=true")).Each("cases", "id"));
    }

    [Fact]
    public async Task PushedPromise_IsListed_RemindedOf_AndLate_AndItsRowsSayWhatBecameOfIt()
    {
        var clock = new SetClock(new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.FromHours(8)));
        await using var gate = await RunningGate.Start(clock);
        var (uscc, department, stranger) = (Invented.Entity(), await gate.As("D18"), await gate.As("D12"));
        await department.Push(Pushed(uscc, "示诺1号", 1), Pushed(uscc, "示诺2号", 1), Pushed(uscc, "示诺3号", 1).With("dueOn", "2026-05-20"), Pushed(uscc, "示诺4号", 1).With("dueOn", null));

        Assert.Equal(["示诺1号", "示诺2号", "示诺3号"], (await Open(department)).Select(static promise => promise.GetProperty("commitment").Text("businessNumber")).Order(StringComparer.Ordinal));
        Assert.Empty(await Open(stranger));
        var first = (await Open(department)).Single(static promise => promise.GetProperty("commitment").Text("businessNumber") == "示诺1号");
        Assert.Equal(["acceptedWithPromise", "D18"], first.Texts("state", "openedBy"));
        Assert.True(first.GetProperty("commitment").GetProperty("pushed").GetBoolean());
        var refused = await (await department.PostAsJsonAsync($"{Commitments}/{first.Text("id")}/steps", new { step = "supplyDocuments" }, Cancellation)).Problem(HttpStatusCode.Conflict, "kept-by-rows");
        Assert.Contains("fulfilled", refused.GetRawText(), StringComparison.Ordinal);

        await department.Push(Pushed(uscc, "示诺2号", 2).With("state", "fulfilled"));
        clock.Now = new DateTimeOffset(2026, 6, 10, 9, 0, 0, TimeSpan.FromHours(8));
        await Sweep(gate);
        Assert.Equal([("示诺1号", "targetPassed")], await Told(gate));
        clock.Now = new DateTimeOffset(2026, 6, 13, 0, 0, 0, TimeSpan.FromHours(8));
        await Sweep(gate);
        await Sweep(gate);
        Assert.Equal([("示诺1号", "targetPassed"), ("示诺1号", "overdue")], await Told(gate));
        Assert.All(await Open(department), static promise => Assert.True(promise.GetProperty("overdue").GetBoolean()));
        Assert.DoesNotContain("breachedCommitment", (await stranger.Check(Calls.CheckOf(uscc, "MT-A01"))).Each("reminders", "code"));

        await department.Push(Pushed(uscc, "示诺1号", 2).With("state", "breached").With("breachedOn", "2026-06-13"));
        var over = await department.Get($"{Commitments}/{first.Text("id")}");
        Assert.Equal(("closed", "breached"), (over.Text("state"), over.GetProperty("commitment").Text("result")));
        Assert.Contains("breachedCommitment", (await stranger.Check(Calls.CheckOf(uscc, "MT-A01"))).Each("reminders", "code"));
        Assert.Equal(["示诺3号"], (await Open(department)).Select(static promise => promise.GetProperty("commitment").Text("businessNumber")));
    }

    private static JsonObject Pushed(string uscc, string number, int revision) =>
        Rows.Of("commitment", Rows.Entity(uscc), number).With("decidedOn", "2026-05-06").With("dueOn", "2026-06-12").With("revision", revision);

    private static async Task<JsonElement[]> Open(HttpClient client) => [.. (await client.Get($"{Commitments}?open=true")).GetProperty("cases").EnumerateArray()];

    private static async Task<(string?, string?)[]> Told(RunningGate gate) =>
    [
        .. (await gate.Operator.Get("/v1/changes?department=D18&kind=caseMoved")).GetProperty("changes").EnumerateArray()
            .Select(static change => change.GetProperty("case")).Select(static moved => (moved.GetProperty("record").Text("number"), moved.Text("step"))),
    ];

    [Fact]
    public async Task Promise_NeverWaivesAnEssentialDocument_AndNamesEveryFaultyField()
    {
        await using var gate = await RunningGate.Start(new SetClock(new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.FromHours(8))));
        var (uscc, approver) = (Invented.Entity(), await gate.As("D12"));
        await (await gate.As("D13")).Push(Rows.Registration(uscc).With("decidedOn", "2015-03-02").With("establishedOn", "2015-03-02"));

        await (await approver.PostAsJsonAsync(Commitments, Promise(uscc, essential: true), Cancellation)).Problem(HttpStatusCode.Conflict, "essentials-present");
        var faulty = await (await approver.PostAsJsonAsync(
            Commitments, Promise(uscc).With("matter", null).With("promisedOn", "soon").With("promise", new JsonObject { ["kind"] = "commitment", ["reference"] = "示例", ["sha256"] = "1" }), Cancellation))
            .Problem(HttpStatusCode.UnprocessableEntity, "validation");
        Assert.Equal(["matter", "promise.sha256", "promisedOn"], faulty.Each("faults", "field").Order(StringComparer.Ordinal));

        var id = (await approver.Post(Commitments, Promise(uscc))).Text("id")!;
        await (await (await gate.As("D13")).PostAsJsonAsync($"{Commitments}/{id}/steps", new { step = "supplyDocuments" }, Cancellation)).Problem(HttpStatusCode.NotFound, "no-case");
        var closed = await approver.Post($"{Commitments}/{id}/steps", new JsonObject { ["step"] = "supplyDocuments", ["documents"] = new JsonArray("示例材料甲") });
        Assert.Equal(["closed", "supplied"], [closed.Text("state"), closed.GetProperty("commitment").Text("result")]);
        Assert.DoesNotContain("openCommitment", (await approver.Check(Calls.CheckOf(uscc, "MT-A01"))).Each("reminders", "code"));
    }

    private static JsonObject Promise(string uscc, bool essential = false) => new()
    {
        ["subject"] = Rows.Entity(uscc),
        ["matter"] = "MT-A01",
        ["businessNumber"] = "示例许可1号",
        ["essentialsPresent"] = true,
        ["missing"] = new JsonArray(new JsonObject { ["name"] = "示例材料甲", ["essential"] = essential }),
        ["promise"] = new JsonObject { ["kind"] = "commitment", ["reference"] = "示例/承诺书.pdf", ["sha256"] = new string('a', 64) },
        ["promisedOn"] = "2026-06-12",
    };

    private static async Task Sweep(RunningGate gate)
    {
        while (await gate.Services.GetRequiredService<IGrainFactory>().GetGrain<ICaseSweepGrain>(ICaseSweepGrain.Key).Sweep())
        {
        }
    }
}
