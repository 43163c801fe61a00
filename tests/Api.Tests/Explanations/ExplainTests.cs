using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Explanations;

public sealed class ExplainTests(SharedGate shared)
{
    [Fact]
    public async Task Check_SaysWhy_WhenAsked()
    {
        var uscc = await Listed();

        var answer = await shared.Gate.Operator.Check(Calls.CheckOf(uscc).With("explain", true));

        var applied = Assert.Single(Steps(answer), static step => step.Text("code") == "ruleApplied");
        Assert.Equal(["rules", "P03"], applied.Texts("stage", "rule"));
        Assert.Equal("示列1号", applied.GetProperty("record").Text("number"));
        Assert.Contains("P03", applied.Text("text"), StringComparison.Ordinal);
        Assert.Equal(answer.Text("outcome"), Assert.Single(Steps(answer), static step => step.Text("code") == "outcomeDecided").Text("outcome"));
        Assert.Equal(answer.Text("validUntil"), Assert.Single(Steps(answer), static step => step.Text("stage") == "validity").Text("at"));
    }

    [Fact]
    public async Task Check_SaysNothingOfIt_WhenNotAsked() =>
        Assert.False((await shared.Gate.Operator.Check(Calls.CheckOf(await Listed()))).TryGetProperty("explanation", out _));

    [Fact]
    public async Task Batch_ExplainsTheItemsThatAsk_AndNoOthers()
    {
        var uscc = await Listed();
        var items = new JsonArray(Calls.CheckOf(uscc), Calls.CheckOf(uscc).With("explain", true), Calls.CheckOf(uscc, "MT-404").With("explain", true), Calls.CheckOf(Invented.Entity()).With("explain", true));

        var response = (await shared.Gate.Operator.Post("/v1/checks/batch", new JsonObject { ["items"] = items })).GetProperty("items");

        Assert.False(response[0].GetProperty("answer").TryGetProperty("explanation", out _));
        Assert.Contains("ruleApplied", Codes(response[1].GetProperty("answer")));
        Assert.Equal("validation", response[2].Text("code"));
        Assert.Contains("nothingKnown", Codes(response[3].GetProperty("answer")));
    }

    [Fact]
    public async Task Batch_IsRefused_WhenTooManyAskWhy()
    {
        var items = new JsonArray([.. Enumerable.Range(0, 501).Select(static _ => (JsonNode)Calls.CheckOf("91360702XNDEM00277").With("explain", true))]);

        var problem = await (await shared.Gate.Operator.Send("/v1/checks/batch", new JsonObject { ["items"] = items }.ToJsonString())).Problem(HttpStatusCode.UnprocessableEntity, "validation");

        Assert.Equal(["too-many-explained"], problem.Each("faults", "code"));
    }

    [Fact]
    public async Task Replay_ExplainsAPastAnswer_AsItWasThen()
    {
        var uscc = await Listed();
        var answer = await shared.Gate.Operator.Check(Calls.CheckOf(uscc).With("explain", true));
        await (await shared.Gate.As("D22")).Push(Rows.WageDefaulter(uscc).With("repair", new JsonObject { ["case"] = "示修1号", ["decidedOn"] = Days.Ago(0) }));

        var replayed = await shared.Gate.Operator.Post($"/v1/receipts/{answer.Text("receipt")}/replay?explain=true", new JsonObject());

        Assert.True(replayed.GetProperty("same").GetBoolean());
        Assert.Equal(answer.GetProperty("explanation").GetRawText(), replayed.GetProperty("now").GetProperty("explanation").GetRawText());
    }

    [Fact]
    public async Task Explanation_TellsOfARepairedRecord_OnlyThoseWhoKnowIt()
    {
        var uscc = await Listed();
        await (await shared.Gate.As("D22")).Push(Rows.WageDefaulter(uscc).With("repair", new JsonObject { ["case"] = "示修1号", ["decidedOn"] = Days.Ago(0) }));
        var check = Calls.CheckOf(uscc).With("explain", true);

        Assert.Contains("recordRepaired", Codes(await shared.Gate.Operator.Check(check)));
        Assert.Contains("recordRepaired", Codes(await (await shared.Gate.As("D22")).Check(check)));
        var told = (await (await shared.Gate.As("D13")).Check(check)).GetRawText();
        Assert.DoesNotContain("示列1号", told, StringComparison.Ordinal);
        Assert.DoesNotContain("epaired", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RequestId_GivesTheSameReceipt_WhetherItsRetryAsksWhyOrNot()
    {
        var check = Calls.CheckOf(await Listed()).With("requestId", Guid.NewGuid().ToString());
        var plain = await shared.Gate.Operator.Check(check);
        var explained = await shared.Gate.Operator.Check(check.With("explain", true));

        Assert.Equal(plain.Text("receipt"), explained.Text("receipt"));
        Assert.Contains("ruleApplied", Codes(explained));
    }

    [Fact]
    public async Task Verify_SaysThatTheExplanationIsNotCovered()
    {
        var answer = await shared.Gate.Operator.Check(Calls.CheckOf(await Listed()).With("explain", true));

        var verdict = await shared.Gate.Operator.Post("/v1/receipts/verify", JsonNode.Parse(answer.GetRawText())!);

        Assert.Equal("genuine", verdict.Text("verdict"));
        Assert.Equal(["explanation", "remedies"], verdict.GetProperty("notCovered").EnumerateArray().Select(static member => member.GetString()));
    }

    [Fact]
    public async Task Explanation_IsInTheLanguageAskedFor()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/checks") { Content = JsonContent(Calls.CheckOf(await Listed()).With("explain", true)) };
        request.Headers.Add("Accept-Language", "en");

        var answer = await (await shared.Gate.Operator.SendAsync(request, TestContext.Current.CancellationToken)).Body(HttpStatusCode.OK);

        Assert.Contains(Steps(answer), static step => step.Text("text") == "Outcome: refuse.");
    }

    private static StringContent JsonContent(JsonObject body) => new(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json");

    private async Task<string> Listed()
    {
        var uscc = Invented.Entity();
        await (await shared.Gate.As("D22")).Push(Rows.WageDefaulter(uscc));
        return uscc;
    }

    private static JsonElement[] Steps(JsonElement answer) => [.. answer.GetProperty("explanation").GetProperty("steps").EnumerateArray()];

    private static string?[] Codes(JsonElement answer) => answer.GetProperty("explanation").Each("steps", "code");
}
