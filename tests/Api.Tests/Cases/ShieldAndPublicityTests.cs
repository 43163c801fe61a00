using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Cases;

/// <summary>What the public may see of a subject, the shield of a reorganisation, and the notice in the other language.</summary>
public sealed class ShieldAndPublicityTests(SharedGate shared)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private RunningGate Gate => shared.Gate;

    [Fact]
    public async Task Shield_HidesTheRecordEverywhere_UntilItIsLifted()
    {
        var (uscc, unit, department) = (Invented.Entity(), await Gate.As("D22"), await Gate.As("D24"));
        await unit.Push(Rows.WageDefaulter(uscc).With("decidedOn", Days.Ago(60)));
        var record = CaseCalls.ObjectionTo(uscc)["record"]!;
        var action = (await unit.Post(CaseCalls.Actions, new JsonObject { ["subject"] = Rows.Entity(uscc), ["record"] = record.DeepClone() })).Text("id")!;
        var plain = (await unit.Post(CaseCalls.Repairs, CaseCalls.RepairOf(uscc).With("record", record.DeepClone()))).Text("id")!;
        await (await unit.PostAsJsonAsync($"{CaseCalls.Repairs}/{plain}/steps", CaseCalls.StepBody("shield", null), Cancellation)).Problem(HttpStatusCode.Conflict, "court-ruling-shown");
        await unit.Step(CaseCalls.Repairs, plain, "refuse", "示例：请以破产重整申请");

        var id = (await unit.Post(CaseCalls.Repairs, CaseCalls.RepairOf(uscc, materials: ["application", "identity", "courtRuling"]).With("record", record.DeepClone()).With("bankruptcy", true))).Text("id")!;
        await (await Gate.Operator.PostAsJsonAsync($"{CaseCalls.Repairs}/{id}/steps", CaseCalls.StepBody("shield", null), Cancellation)).Problem(HttpStatusCode.Forbidden, "not-your-part");
        var shielded = await unit.Step(CaseCalls.Repairs, id, "shield");

        var check = await department.Check(Calls.CheckOf(uscc));
        Assert.Equal(("proceed", shielded.Text("token")), (check.Text("outcome"), check.Text("token")));
        Assert.DoesNotContain("示列1号", check.ToString(), StringComparison.Ordinal);
        Assert.Empty((await unit.Get($"/v1/subjects/{uscc}/publicity")).GetProperty("listings").EnumerateArray());
        Assert.DoesNotContain("示列1号", (await unit.Get($"/v1/subjects/{uscc}")).GetProperty("records").ToString(), StringComparison.Ordinal);
        await (await unit.GetAsync($"/v1/subjects/{uscc}/repair-notice?source=D22&number=示列1号&list=L04", Cancellation)).Problem(HttpStatusCode.NotFound, "no-such-record");
        Assert.Equal(["suspended"], await TaskStates(department, action));

        await (await unit.PostAsJsonAsync($"{CaseCalls.Repairs}/{id}/steps", CaseCalls.StepBody("unshield", null), Cancellation)).Problem(HttpStatusCode.Conflict, "reason-given");
        await unit.Step(CaseCalls.Repairs, id, "unshield", "示例：重整计划未执行");
        Assert.Equal("refuse", (await department.Check(Calls.CheckOf(uscc))).Text("outcome"));
        Assert.Equal(["pushed"], await TaskStates(department, action));
    }

    [Fact]
    public async Task Notice_IsInEnglish_WhereEnglishIsAskedFor()
    {
        var (uscc, unit) = (Invented.Entity(), await Gate.As("D13"));
        var path = (await unit.Push(Rows.Penalty(uscc).With("decidedOn", Days.Ago(200)).With("dutiesDone", true))).GetProperty("rows")[0].Text("repairNotice")!;

        var (notice, text, page) = (JsonElement.Parse(await English(unit, path)), await English(unit, $"{path}&format=text"), await English(unit, $"{path}&format=html"));

        Assert.Equal("Notice of credit repair", notice.Text("title"));
        Assert.Equal((await unit.Get(path)).GetProperty("paragraphs").GetArrayLength(), notice.GetProperty("paragraphs").GetArrayLength());
        foreach (var written in (string[])[text, page])
        {
            Assert.Contains(notice.Text("possibleFrom")!, written, StringComparison.Ordinal);
            Assert.Contains("free of charge", written, StringComparison.Ordinal);
            Assert.DoesNotContain("信用修复", written, StringComparison.Ordinal);
        }

        Assert.Contains("<html lang=\"en\">", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publicity_TellsWhatIsPublic_FromWhenToWhen_AndWhatIsNoLonger()
    {
        var (uscc, unit, listing) = (Invented.Entity(), await Gate.As("D13"), await Gate.As("D22"));
        await (await unit.GetAsync($"/v1/subjects/{uscc}/publicity", Cancellation)).Problem(HttpStatusCode.NotFound, "not-found");
        await (await unit.GetAsync("/v1/subjects/示例/publicity", Cancellation)).Problem(HttpStatusCode.UnprocessableEntity, "validation");
        var decided = Days.Ago(200);
        await unit.Push(
            Rows.Penalty(uscc, "示罚1号").With("decidedOn", decided).With("dutiesDone", true),
            Rows.Penalty(uscc, "示罚2号").With("decidedOn", Days.Ago(800)).With("dutiesDone", true),
            Rows.Penalty(uscc, "示罚3号").With("decidedOn", decided).With("severity", "minor"),
            Rows.Penalty(uscc, "示罚4号").With("decidedOn", decided).With("withdrawal", new JsonObject { ["on"] = Days.Ago(1) }));
        await listing.Push(Rows.WageDefaulter(uscc).With("decidedOn", Days.Ago(60)));

        var shown = await unit.Get($"/v1/subjects/{uscc}/publicity");

        var records = shown.GetProperty("records").EnumerateArray().ToDictionary(static item => item.GetProperty("record").Text("number")!);
        Assert.Equal(["示罚1号", "示罚2号", "示罚3号"], records.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("minimumServed", true, decided), (records["示罚1号"].Text("state"), records["示罚1号"].GetProperty("public").GetBoolean(), records["示罚1号"].Text("from")));
        Assert.Equal(("ended", false), (records["示罚2号"].Text("state"), records["示罚2号"].GetProperty("public").GetBoolean()));
        Assert.Equal(("reported", false, null), (records["示罚3号"].Text("state"), records["示罚3号"].GetProperty("public").GetBoolean(), records["示罚3号"].Text("from")));
        var entry = Assert.Single(shown.GetProperty("listings").EnumerateArray());
        Assert.Equal(["active", "生效", Days.Ago(60)], entry.Texts("state", "stateName", "from"));

        var repair = (await unit.Post(CaseCalls.Repairs, CaseCalls.RepairOf(uscc))).Text("id")!;
        foreach (var step in (string[])["accept", "start", "approve", "publishStatement"])
        {
            await unit.Step(CaseCalls.Repairs, repair, step);
        }

        var after = await unit.Get($"/v1/subjects/{uscc}/publicity");
        Assert.DoesNotContain("示罚1号", after.ToString(), StringComparison.Ordinal);
        Assert.Equal([repair, "D13", "示例修复说明", Days.Ago(0)], Assert.Single(after.GetProperty("statements").EnumerateArray()).Texts("repair", "unit", "statement", "on"));
    }

    private static async Task<string?[]> TaskStates(HttpClient department, string action) => [.. (await department.Get($"{CaseCalls.Actions}/{action}")).GetProperty("action").GetProperty("tasks").EnumerateArray()
        .Where(static task => task.Text("department") == "D24").Select(static task => task.Text("state")).Distinct()];

    private static async Task<string> English(HttpClient client, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { AcceptLanguage = { new StringWithQualityHeaderValue("en") } } };
        using var response = await client.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(Cancellation);
    }
}
