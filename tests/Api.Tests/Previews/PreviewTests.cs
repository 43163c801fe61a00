using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Silo.Receipts;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CreditGate.Api.Tests.Previews;

public sealed class PreviewTests(SharedGate shared)
{
    [Fact]
    public async Task Preview_SaysWhatARecordWouldBring_AndChangesNothing()
    {
        await using var gate = await RunningGate.Start();
        var (uscc, client) = (Invented.Entity(), await gate.As("D22"));
        await (await gate.As("D13")).Push(Rows.Registration(uscc));
        var before = await client.Get($"/v1/subjects/{uscc}");
        var spooled = gate.Services.GetRequiredService<ReceiptSpool>().Depth;

        var preview = await Preview(client, Of(uscc, Rows.WageDefaulter(uscc)));

        Assert.Equal("refuse", preview.GetProperty("wouldBe").Text("outcome"));
        Assert.Contains("objection", preview.GetProperty("wouldBe").Each("remedies", "code"));
        Assert.Equal(["created"], preview.Each("rows", "outcome"));
        Assert.Equal(before.Text("token"), preview.Text("basedOn"));
        Assert.Equal(spooled, gate.Services.GetRequiredService<ReceiptSpool>().Depth);
        Assert.Equal(before.GetProperty("records").GetRawText(), (await client.Get($"/v1/subjects/{uscc}")).GetProperty("records").GetRawText());
        Assert.Equal(before.Text("token"), (await client.Get($"/v1/subjects/{uscc}")).Text("token"));
        Assert.NotEqual("refuse", (await client.Check(Calls.CheckOf(uscc))).Text("outcome"));
    }

    [Fact]
    public async Task Preview_AdvisesHowOftenToInspect_ByTheClassThatItSupposes_AndOnlyWhereTheMatterIsAnInspection()
    {
        var (uscc, supervision) = (Invented.Entity(), await shared.Gate.As("D13"));
        await supervision.Push(Rows.Registration(uscc));
        var row = Rows.Of("riskClass", Rows.Entity(uscc), "示例分类1号").With("grade", "D");
        var inspection = Calls.CheckOf(uscc, "MT-E01");

        var supposed = (await Preview(supervision, ((JsonObject)inspection.DeepClone()).With("records", new JsonArray(row.DeepClone())))).GetProperty("wouldBe");
        var licence = (await Preview(supervision, Calls.CheckOf(uscc, "MT-A01").With("records", new JsonArray(row.DeepClone())))).GetProperty("wouldBe");
        Assert.Equal(["d", "riskClass"], supposed.GetProperty("sampling").Texts("class", "because"));
        Assert.False(licence.TryGetProperty("sampling", out _));
        Assert.NotEqual("d", (await Preview(supervision, inspection)).GetProperty("wouldBe") is var known && known.TryGetProperty("sampling", out var usual) ? usual.Text("class") : null);

        await supervision.Push(row);
        Assert.Equal((await supervision.Check(inspection)).GetProperty("sampling").GetRawText(), supposed.GetProperty("sampling").GetRawText());
    }

    [Fact]
    public async Task Preview_CannotBeTakenForAnAnswer()
    {
        var preview = await Preview(shared.Gate.Operator, Of(Invented.Entity()));

        Assert.True(preview.GetProperty("preview").GetBoolean());
        Assert.False(preview.GetProperty("hypothetical").GetBoolean());
        Assert.All((string[])["receipt", "outcome", "token", "decidedAt", "confirmedAt"], member => Assert.False(preview.TryGetProperty(member, out _), member));
        Assert.DoesNotContain("receipt", preview.GetRawText(), StringComparison.OrdinalIgnoreCase);
        await (await shared.Gate.Operator.Send("/v1/receipts/verify", preview.GetRawText())).Problem(HttpStatusCode.UnprocessableEntity, "validation");
    }

    [Fact]
    public async Task Preview_ComesTrue_WhenTheRowsArePushed()
    {
        var (uscc, person) = (Invented.Entity(), Invented.Person());
        var court = await shared.Gate.As("D34");
        var row = Rows.ConsumptionOrder(uscc, ("legalRepresentative", person));
        var asked = Calls.CheckOf(person, "MT-K01");

        var preview = await Preview(court, ((JsonObject)asked.DeepClone()).With("records", new JsonArray(row.DeepClone())));
        await court.Push(row);
        var answer = await court.Check(asked);

        foreach (var member in (string[])["outcome", "measures", "reminders", "questions", "suspended"])
        {
            Assert.Equal(Codes(answer.GetProperty(member)), Codes(preview.GetProperty("wouldBe").GetProperty(member)));
        }

        Assert.NotEqual("proceed", answer.Text("outcome"));
    }

    [Fact]
    public async Task Preview_DecidesForAnotherInstantAndEdition()
    {
        var uscc = Invented.Entity();
        await (await shared.Gate.As("D22")).Push(Rows.WageDefaulter(uscc));

        var later = await Preview(shared.Gate.Operator, Of(uscc).With("asOf", Days.Today.AddYears(4).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T09:00:00+08:00").With("explain", true));
        var older = await Preview(shared.Gate.Operator, Of(uscc).With("edition", "2025-06"));

        Assert.NotEqual("refuse", later.GetProperty("wouldBe").Text("outcome"));
        Assert.Contains("recordOutOfTerm", later.GetProperty("explanation").Each("steps", "code"));
        Assert.Equal("2025-06", older.Text("edition"));
        Assert.All([later, older], static preview => Assert.True(preview.GetProperty("hypothetical").GetBoolean()));
    }

    [Fact]
    public async Task Preview_SaysWhatWouldBecomeOfARow_ThatTheStandingRefuses()
    {
        var uscc = Invented.Entity();
        await (await shared.Gate.As("D22")).Push(Rows.WageDefaulter(uscc));

        var preview = await Preview(await shared.Gate.As("D14"), Of(uscc, Rows.Of("listEntry", Rows.Entity(uscc), "示红1号").With("list", "R01")));

        Assert.Equal(["rejected"], preview.Each("rows", "outcome"));
        Assert.Equal(["opposite-list"], preview.Each("rows", "code"));
    }

    [Fact]
    public async Task Preview_ValidatesRowsAsAPushDoes()
    {
        var uscc = Invented.Entity();
        var body = Of(uscc, Rows.WageDefaulter(uscc).With("decidedOn", "2199-01-01"), Rows.Penalty(uscc).With("colour", "red"));

        var problem = await (await shared.Gate.Operator.Send("/v1/checks/preview", body.ToJsonString())).Problem(HttpStatusCode.UnprocessableEntity, "validation");

        Assert.Contains("records[0].decidedOn", problem.Each("faults", "field"));
        Assert.Contains("records[1].colour", problem.Each("faults", "field"));
    }

    [Theory]
    [InlineData("edition", "1999-01", "unknown-edition")]
    [InlineData("source", "D99", "unknown-source")]
    [InlineData("asOf", "1999-01-01T00:00:00Z", "no-edition")]
    [InlineData("matter", "MT-404", "unknown-matter")]
    public async Task Preview_NamesTheFieldAtFault(string member, string value, string code)
    {
        var problem = await (await shared.Gate.Operator.Send("/v1/checks/preview", Of(Invented.Entity()).With(member, value).ToJsonString()))
            .Problem(HttpStatusCode.UnprocessableEntity, "validation");

        Assert.Equal([(member, code)], problem.GetProperty("faults").EnumerateArray().Select(static fault => (fault.Text("field")!, fault.Text("code")!)));
    }

    private static JsonObject Of(string uscc, params JsonObject[] rows) => Calls.CheckOf(uscc).With("records", new JsonArray([.. rows]));

    private static Task<JsonElement> Preview(HttpClient client, JsonObject body) => client.Post("/v1/checks/preview", body);

    private static string Codes(JsonElement member) => member.ValueKind == JsonValueKind.Array
        ? string.Join(' ', member.EnumerateArray().Select(static item => (item.TryGetProperty("measure", out var measure) ? measure : item).Text("code")))
        : member.GetString()!;
}
