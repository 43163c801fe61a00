using System.Text.Json;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Checks;

/// <summary>What an answer adds to the ruling from the catalogue: remedies where something stands against the subject, sampling where it is to be inspected.</summary>
public sealed class RemedyAndSamplingTests(SharedGate shared)
{
    [Fact]
    public async Task AdverseAnswer_TellsTheRemedies_InTheLanguageAskedFor_AndAnotherTellsNone()
    {
        var (uscc, department) = (Invented.Entity(), await shared.Gate.As("D24"));
        Assert.Empty((await department.Check(Calls.CheckOf(uscc))).Each("remedies", "code"));
        await (await shared.Gate.As("D22")).Push(Rows.WageDefaulter(uscc));

        var chinese = await department.Check(Calls.CheckOf(uscc));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/checks") { Content = new StringContent(Calls.CheckOf(uscc).ToJsonString(), System.Text.Encoding.UTF8, "application/json") };
        request.Headers.Add("Accept-Language", "en");
        var english = await (await department.SendAsync(request, TestContext.Current.CancellationToken)).Body(System.Net.HttpStatusCode.OK);

        Assert.Equal(["objection", "repair", "administrativeReview", "administrativeLitigation"], chinese.Each("remedies", "code"));
        Assert.Equal(["doc", "found", "own", "own"], chinese.Each("remedies", "confidence"));
        Assert.Contains("60日", chinese.GetProperty("remedies")[2].Text("text"), StringComparison.Ordinal);
        Assert.Contains("60 days", english.GetProperty("remedies")[2].Text("text"), StringComparison.Ordinal);
        Assert.Contains("第二十条", chinese.GetProperty("remedies")[2].Text("basis"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task InspectionPlan_GetsSamplingByClass_InABatch_WithEditionAndConfidence()
    {
        var (low, high, listed, unknown) = (Invented.Entity(), Invented.Entity(), Invented.Entity(), Invented.Entity());
        var supervision = await shared.Gate.As("D13");
        await supervision.Push(Rows.Registration(low), Class(low, "A"), Class(high, "D"), Class(listed, "A"));
        await (await shared.Gate.As("D22")).Push(Rows.WageDefaulter(listed));

        var items = new JsonArray([.. new[] { low, high, listed, unknown }.Select(static uscc => (JsonNode)Calls.CheckOf(uscc, "MT-E01"))]);
        var advice = (await supervision.Post("/v1/checks/batch", new JsonObject { ["items"] = items })).GetProperty("items").EnumerateArray().Select(static item => item.GetProperty("answer")).ToList();

        Assert.Equal([("a", "riskClass", 0, 1), ("d", "riskClass", 20, 100), ("d", "keySupervision", 20, 100)], advice.Take(3).Select(static answer => Ratio(answer.GetProperty("sampling"))));
        Assert.True(advice[0].GetProperty("sampling").GetProperty("reduced").GetBoolean());
        Assert.False(advice[3].TryGetProperty("sampling", out _));
        Assert.Equal(["2022-01", "own"], advice[0].GetProperty("sampling").Texts("edition", "confidence"));
        Assert.False((await supervision.Check(Calls.CheckOf(high, "MT-A01"))).TryGetProperty("sampling", out _));
    }

    private static JsonObject Class(string uscc, string grade) => Rows.Of("riskClass", Rows.Entity(uscc), "示例分类1号").With("grade", grade);

    private static (string?, string?, int, int) Ratio(JsonElement sampling) =>
        (sampling.Text("class"), sampling.Text("because"), sampling.GetProperty("fromPercent").GetInt32(), sampling.GetProperty("toPercent").GetInt32());
}
