using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Changes;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Cases;

public sealed class ObjectionsApiTests(SharedGate shared)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private RunningGate Gate => shared.Gate;

    [Fact]
    public async Task Objection_SuspendsForTheVeryNextCheck_SingleAndInABatch_UntilItIsUpheld()
    {
        var (uscc, window, provider) = (await Listed(), await Gate.As("D12"), await Gate.As("D22"));
        Assert.Equal("refuse", (await window.Check(Calls.CheckOf(uscc))).Text("outcome"));

        var objection = await window.Post(CaseCalls.Objections, CaseCalls.ObjectionTo(uscc));
        var check = await window.Check(Calls.CheckOf(uscc));
        var batch = await window.Post("/v1/checks/batch", new JsonObject { ["items"] = new JsonArray(Calls.CheckOf(uscc), Calls.CheckOf(uscc)) });

        Assert.Equal(("annotated", "已标注"), (objection.Text("state"), objection.Text("stateName")));
        Assert.Equal(objection.Text("token"), check.Text("token"));
        Assert.Equal("proceed", check.Text("outcome"));
        Assert.Equal([objection.Text("id")], check.Each("suspended", "reference").Distinct());
        Assert.Equal(objection.GetProperty("deadlines")[0].Text("due"), check.GetProperty("suspended")[0].Text("due"));
        Assert.All(batch.GetProperty("items").EnumerateArray(), static item => Assert.Contains("proceed", item.ToString(), StringComparison.Ordinal));

        var id = objection.Text("id")!;
        await provider.Step(CaseCalls.Objections, id, "start");
        await provider.Step(CaseCalls.Objections, id, "uphold", "示例：核查属实");
        Assert.Equal("refuse", (await window.Check(Calls.CheckOf(uscc))).Text("outcome"));
        await Gate.Operator.Step(CaseCalls.Objections, id, "notifyApplicant");
        Assert.Equal("closed", (await Gate.Operator.Step(CaseCalls.Objections, id, "close")).Text("state"));
    }

    [Fact]
    public async Task Objection_IsReturnedWithWhatIsMissing()
    {
        var (uscc, window) = (await Listed(), await Gate.As("D12"));

        var returned = await window.Post(CaseCalls.Objections, CaseCalls.ObjectionTo(uscc, materials: ["application"]));

        Assert.Equal("returned", returned.Text("state"));
        Assert.Equal(["materials.identity", "materials.proof", "materials.commitment"], returned.GetProperty("missing").EnumerateArray().Select(static missing => missing.GetString()));
        Assert.Equal("refuse", (await window.Check(Calls.CheckOf(uscc))).Text("outcome"));
    }

    [Fact]
    public async Task Refusals_AreProblemsWithTheirCode()
    {
        var (uscc, window, provider) = (await Listed(), await Gate.As("D12"), await Gate.As("D22"));
        await (await Send(window, CaseCalls.ObjectionTo(uscc, "示例无此号"))).Problem(HttpStatusCode.UnprocessableEntity, "validation");
        await (await Send(window, CaseCalls.ObjectionTo(uscc).With("materials", new JsonArray(new JsonObject { ["kind"] = "proof", ["reference"] = "示例", ["sha256"] = "abc" }))))
            .Problem(HttpStatusCode.UnprocessableEntity, "validation");
        var id = (await window.Post(CaseCalls.Objections, CaseCalls.ObjectionTo(uscc))).Text("id")!;

        await (await Send(window, CaseCalls.ObjectionTo(uscc))).Problem(HttpStatusCode.Conflict, "case-open");
        await (await Steps(window, id, "start")).Problem(HttpStatusCode.Forbidden, "not-your-part");
        await (await Steps(provider, id, "uphold")).Problem(HttpStatusCode.Conflict, "case-state");
        await provider.Step(CaseCalls.Objections, id, "start");
        await (await Steps(provider, id, "uphold")).Problem(HttpStatusCode.Conflict, "reason-given");
        await (await Steps(provider, id, "correct")).Problem(HttpStatusCode.Conflict, "record-corrected");
        await (await Steps(provider, id, "vanish")).Problem(HttpStatusCode.UnprocessableEntity, "validation");
        await (await Steps(await Gate.As("D14"), id, "start")).Problem(HttpStatusCode.NotFound, "no-case");
        await (await provider.GetAsync($"{CaseCalls.Repairs}/{id}", Cancellation)).Problem(HttpStatusCode.NotFound, "no-case");
    }

    [Fact]
    public async Task Lists_ShowTheirCasesToWindowProviderAndOperator_AndToNobodyElse()
    {
        var uscc = await Listed();
        var id = (await (await Gate.As("D12")).Post(CaseCalls.Objections, CaseCalls.ObjectionTo(uscc))).Text("id")!;
        var after = id[..^1];

        foreach (var (organisation, sees) in (((string, bool)[])[("D12", true), ("D22", true), ("D01", true), ("D14", false)]))
        {
            var client = organisation == "D01" ? Gate.Operator : await Gate.As(organisation);
            var page = await client.Get($"{CaseCalls.Objections}?open=true&after={after}&limit=500");
            Assert.Equal(sees, page.Each("cases", "id").Contains(id));
        }

        Assert.DoesNotContain(id, (await Gate.Operator.Get($"{CaseCalls.Objections}?open=false&after={after}&limit=500")).Each("cases", "id"));
    }

    [Fact]
    public async Task Feed_TellsProviderAndWindow_OfEveryTurn()
    {
        var (uscc, window) = (await Listed(), await Gate.As("D12"));
        var before = await Gate.Operator.Now();

        var objection = await window.Post(CaseCalls.Objections, CaseCalls.ObjectionTo(uscc));

        var told = (await Gate.Operator.Get($"/v1/changes?after={before}&department=D22")).GetProperty("changes").EnumerateArray().Where(change => change.Text("subject") == uscc).ToList();
        var moved = Assert.Single(told, static change => change.Text("kind") == "caseMoved").GetProperty("case");
        Assert.Equal([objection.Text("id"), "objection", "annotate", "annotated"], moved.Texts("id", "kind", "step", "state"));
        Assert.Equal(["D12", "D22"], moved.GetProperty("departments").EnumerateArray().Select(static department => department.GetString()));
        Assert.Contains(told, static change => change.Text("kind") == "recordRevised" && change.Each("effects", "effect").Contains("suspended"));
    }

    [Fact]
    public async Task Person_ObjectsByNameAndNumber_AndTheNumberIsKeptNowhere()
    {
        var person = Invented.Person();
        await (await Gate.As("D34")).Push(Rows.JudgmentDefaulter(person));
        var objection = CaseCalls.ObjectionTo("").With("subject", Rows.Named(person)).With("statement", $"示例：{person.IdNumber} 已履行")
            .With("record", new JsonObject { ["source"] = "D34", ["kind"] = "listEntry", ["number"] = "示执2号", ["list"] = "L01" });

        var taken = await (await Gate.As("D12")).Post(CaseCalls.Objections, objection);

        Assert.Equal("annotated", taken.Text("state"));
        Assert.DoesNotContain(person.IdNumber, taken.ToString(), StringComparison.Ordinal);
        Assert.Equal("proceed", (await Gate.Operator.Check(Calls.CheckOf(person))).Text("outcome"));
    }

    private async Task<string> Listed()
    {
        var uscc = Invented.Entity();
        await (await Gate.As("D22")).Push(Rows.WageDefaulter(uscc));
        return uscc;
    }

    private static Task<HttpResponseMessage> Send(HttpClient client, JsonObject objection) => client.PostAsJsonAsync(CaseCalls.Objections, objection, Cancellation);

    private static Task<HttpResponseMessage> Steps(HttpClient client, string id, string step) =>
        client.PostAsJsonAsync($"{CaseCalls.Objections}/{id}/steps", CaseCalls.StepBody(step, null), Cancellation);
}
