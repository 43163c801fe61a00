using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Reports;

public sealed class ReportsTests(SharedGate shared)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Report_ShowsWhatStands_AndItsReceiptAndDigestVerify()
    {
        var (purchaser, uscc) = (await shared.Gate.As("D24"), await Enterprise());

        var report = await purchaser.Post("/v1/reports", Calls.CheckOf(uscc).With("businessNumber", "示例采购1号"));
        var receipt = report.GetProperty("receipt").GetGuid();

        Assert.Equal([("registration", 1), ("administration", 1), ("honesty", 0), ("seriousDishonesty", 1), ("abnormalOperation", 0), ("commitments", 0), ("evaluation", 0), ("judicial", 0), ("other", 0)], Sections(report));
        Assert.Equal("refuse", report.GetProperty("answer").Text("outcome"));
        Assert.Equal(report.Text("receipt"), report.GetProperty("answer").Text("receipt"));
        Assert.Equal("genuine", (await purchaser.Post("/v1/receipts/verify", JsonNode.Parse(report.GetProperty("answer").GetRawText())!)).Text("verdict"));
        Assert.Equal("genuine", await Verdict(purchaser, receipt, report.Text("digest")!));
        Assert.Equal("altered", await Verdict(purchaser, receipt, new string('0', 64)));
        Assert.Equal("unknown", await Verdict(await shared.Gate.As("D22"), receipt, report.Text("digest")!));
        Assert.True((await purchaser.Post($"/v1/receipts/{receipt}/replay", new JsonObject())).GetProperty("same").GetBoolean());
    }

    [Fact]
    public async Task Report_IsPrintedAgainAsItWas_AndMarked_WhenTheSubjectChanged()
    {
        var (purchaser, uscc) = (await shared.Gate.As("D24"), await Enterprise());
        var report = await purchaser.Post("/v1/reports", Calls.CheckOf(uscc));
        await (await shared.Gate.As("D13")).Push(Rows.Penalty(uscc, "示罚2号"));

        var again = await purchaser.Get($"/v1/receipts/{report.Text("receipt")}/report");
        var anew = await purchaser.Post("/v1/reports", Calls.CheckOf(uscc));

        Assert.Equal((false, true, false), (Superseded(report), Superseded(again), Superseded(anew)));
        Assert.Equal(report.Text("digest"), again.Text("digest"));
        Assert.Equal(report.GetProperty("sections").GetRawText(), again.GetProperty("sections").GetRawText());
        Assert.Contains(("administration", 2), Sections(anew));
        await (await (await shared.Gate.As("D22")).GetAsync($"/v1/receipts/{report.Text("receipt")}/report", Cancellation)).Problem(HttpStatusCode.NotFound, "not-found");
    }

    [Theory]
    [InlineData("zh-CN", "公共信用信息报告", "严重失信主体名单")]
    [InlineData("en", "Public-credit report", "Serious-dishonesty lists")]
    public async Task Report_IsAPageForPrint_InBothLanguages_WithOneDigest(string language, string title, string section)
    {
        var (purchaser, uscc) = (await shared.Gate.As("D24"), await Enterprise("示例<script>alert(1)</script>"));
        var report = await purchaser.Post("/v1/reports", Calls.CheckOf(uscc));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/receipts/{report.Text("receipt")}/report?format=html") { Headers = { { "Accept-Language", language } } };

        using var response = await purchaser.SendAsync(request, Cancellation);
        var page = await response.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains($"<html lang=\"{language}\">", page, StringComparison.Ordinal);
        Assert.All((string[])[title, section, uscc, report.Text("receipt")!, report.Text("digest")!, "示列1号"], text => Assert.Contains(text, page, StringComparison.Ordinal));
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http", page.Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);     // it loads nothing from elsewhere
    }

    [Fact]
    public async Task Report_OfAPerson_WantsPurposeAndCase_AndHoldsNoNumber()
    {
        var (department, person) = (await shared.Gate.As("D24"), Invented.Person());
        await (await shared.Gate.As("D34")).Push(Rows.JudgmentDefaulter(person));

        var problem = await (await department.Send("/v1/reports", new JsonObject { ["subject"] = Rows.Named(person), ["matter"] = "MT-B01" }.ToJsonString())).Problem(HttpStatusCode.UnprocessableEntity, "validation");
        using var response = await department.Send("/v1/reports?format=html", Calls.CheckOf(person, "MT-B01").ToJsonString());
        var page = await response.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal(["businessNumber", "purpose"], problem.Each("faults", "field").Order(StringComparer.Ordinal));
        Assert.True(response.IsSuccessStatusCode, page);
        Assert.Contains("示例任职核查", page, StringComparison.Ordinal);
        Assert.DoesNotContain(person.IdNumber, page, StringComparison.Ordinal);
        Assert.DoesNotContain(person.Name, page, StringComparison.Ordinal);
        await (await department.Send("/v1/reports", Calls.CheckOf(person with { Name = "示例他" }, "MT-B01").ToJsonString())).Problem(HttpStatusCode.Conflict, "ambiguous-subject");
    }

    [Fact]
    public async Task Report_LeavesOut_WhatWasRepairedOrIsForSupervisionOnly()
    {
        var (purchaser, market, uscc) = (await shared.Gate.As("D24"), await shared.Gate.As("D13"), await Enterprise());
        await market.Push(Rows.Penalty(uscc).With("revision", 2).With("repair", new JsonObject { ["case"] = "示修1号", ["decidedOn"] = Days.Ago(1) }));
        await market.Push(Rows.Of("riskClass", Rows.Entity(uscc), "示分1号").With("grade", "D"));

        var report = await purchaser.Post("/v1/reports", Calls.CheckOf(uscc));

        Assert.Contains(("administration", 0), Sections(report));
        Assert.Contains(("other", 0), Sections(report));
    }

    [Fact]
    public async Task Report_IsRefused_ForAScene_AndForAnUnknownForm()
    {
        var merchant = await shared.Gate.As("D13");

        var scene = await (await merchant.Send("/v1/reports", Calls.CheckOf(Invented.Person(), "MT-J02").ToJsonString())).Problem(HttpStatusCode.UnprocessableEntity, "validation");
        var form = await (await merchant.Send("/v1/reports?format=pdf", Calls.CheckOf(Invented.Entity()).ToJsonString())).Problem(HttpStatusCode.UnprocessableEntity, "validation");
        var claim = await (await merchant.Send("/v1/reports/verify", "{}")).Problem(HttpStatusCode.UnprocessableEntity, "validation");

        Assert.Equal(("no-report-for-scenes", "unknown-choice", "missing"), (scene.Each("faults", "code")[0], form.Each("faults", "code")[0], claim.Each("faults", "code")[0]));
    }

    private static bool Superseded(JsonElement report) => report.GetProperty("superseded").GetBoolean();

    private static (string, int)[] Sections(JsonElement report) =>
        [.. report.GetProperty("sections").EnumerateArray().Select(static section => (section.Text("section")!, section.GetProperty("rows").GetArrayLength()))];

    private static async Task<string?> Verdict(HttpClient client, Guid receipt, string digest) =>
        (await client.Post("/v1/reports/verify", new JsonObject { ["receipt"] = receipt, ["digest"] = digest })).Text("verdict");

    /// <summary>Registered, penalised in publicity, and on the wage list.</summary>
    private async Task<string> Enterprise(string reason = "示例事由")
    {
        var uscc = Invented.Entity();
        await (await shared.Gate.As("D13")).Push(Rows.Registration(uscc), Rows.Penalty(uscc).With("reason", reason));
        await (await shared.Gate.As("D22")).Push(Rows.WageDefaulter(uscc));
        return uscc;
    }
}
