using System.Net;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Cases;

/// <summary>两书同达: every penalty that is pushed leads to its notice.</summary>
public sealed class RepairNoticeTests(SharedGate shared)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private RunningGate Gate => shared.Gate;

    [Fact]
    public async Task Notice_ComesWithThePenalty_AsDataTextAndPage_AndGoesWithTheRepair()
    {
        var (uscc, unit) = (Invented.Entity(), await Gate.As("D13"));
        var pushed = await unit.Push(Rows.Registration(uscc).With("name", "示例<公司>"), Rows.Penalty(uscc, "示罚〔2026〕1号").With("decidedOn", Days.Ago(200)).With("dutiesDone", true));
        Assert.Null(pushed.GetProperty("rows")[0].Text("repairNotice"));
        var path = pushed.GetProperty("rows")[1].Text("repairNotice")!;

        var notice = await unit.Get(path);
        var text = await unit.GetStringAsync($"{path}&format=text", Cancellation);
        using var page = await unit.GetAsync($"{path}&format=html", Cancellation);
        var html = await page.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal(("general", "2026-04"), (notice.Text("severity"), notice.Text("edition")));
        Assert.Contains(notice.Text("possibleFrom")!, text, StringComparison.Ordinal);
        Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
        Assert.Contains(notice.Text("resultDueOn")!, html, StringComparison.Ordinal);
        Assert.DoesNotContain("<公司>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http", html, StringComparison.Ordinal);

        var id = (await unit.Post(CaseCalls.Repairs, CaseCalls.RepairOf(uscc, "示罚〔2026〕1号"))).Text("id")!;
        Assert.Equal(notice.Text("possibleFrom"), (await unit.Get($"{CaseCalls.Repairs}/{id}")).GetProperty("repair").Text("possibleFrom"));
        foreach (var step in (string[])["accept", "start", "approve", "publishStatement"])
        {
            await unit.Step(CaseCalls.Repairs, id, step);
        }

        await (await unit.GetAsync(path, Cancellation)).Problem(HttpStatusCode.NotFound, "no-such-record");
        await (await unit.GetAsync($"{path}&format=pdf", Cancellation)).Problem(HttpStatusCode.UnprocessableEntity, "validation");
    }

    [Fact]
    public async Task SecondChannel_FindsTheCase_AndPartIsGranted_AtTheDepartmentToo()
    {
        var (uscc, unit, window, implementer) = (Invented.Entity(), await Gate.As("D22"), Gate.Operator, await Gate.As("D24"));
        await unit.Push(Rows.WageDefaulter(uscc).With("decidedOn", Days.Ago(400)));
        var record = CaseCalls.ObjectionTo(uscc)["record"]!;
        JsonObject Application() => CaseCalls.RepairOf(uscc).With("record", record.DeepClone());
        var action = (await unit.Post("/v1/actions", new JsonObject { ["subject"] = Rows.Entity(uscc), ["record"] = record.DeepClone() })).Text("id")!;

        var first = await unit.Post(CaseCalls.Repairs, Application());
        var second = await window.Post(CaseCalls.Repairs, Application().With("bySingleWindow", true));
        var id = first.Text("id")!;
        Assert.Equal((id, "D01"), (second.Text("id"), second.GetProperty("repair").GetProperty("joined").Text("organisation")));

        await unit.Post($"{CaseCalls.Repairs}/{id}/steps", CaseCalls.StepBody("accept", null).With("dutiesDone", true));
        await unit.Step(CaseCalls.Repairs, id, "start");
        await unit.Post($"{CaseCalls.Repairs}/{id}/steps", CaseCalls.StepBody("approve", null).With("lifts", new JsonArray("M01.03")));
        Assert.Equal("refuse", (await unit.Check(Calls.CheckOf(uscc))).Text("outcome"));
        await unit.Step(CaseCalls.Repairs, id, "publishStatement");

        Assert.Equal("proceed", (await unit.Check(Calls.CheckOf(uscc))).Text("outcome"));
        var task = (await implementer.Get($"/v1/actions/{action}")).GetProperty("action").GetProperty("tasks").EnumerateArray()
            .Single(static one => one.Text("department") == "D24" && one.Text("rule") == "P03");
        Assert.Equal(["M01.02"], task.GetProperty("codes").EnumerateArray().Select(static code => code.GetString()));
        Assert.Equal("propagated", (await window.Step(CaseCalls.Repairs, id, "propagate")).Text("state"));
    }
}
