using System.Text.Json;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Checks;

public sealed class CheckAnswerTests(SharedGate shared)
{
    private static readonly string[] Lists =
        ["statuses", "measures", "incentives", "withheld", "suspended", "reminders", "advice", "questions", "proposals", "linked", "staleSources", "warnings"];

    [Fact]
    public async Task Check_NamesTheMeasureItsBasisAndItsTerm_WhenTheOutcomeIsRefuse()
    {
        var (uscc, token) = await Entered("D22", static uscc => Rows.WageDefaulter(uscc));

        var answer = await Check(uscc, "MT-C01", "refuse");

        Assert.Equal(token, answer.Text("token"));
        var measure = Assert.Single(answer.GetProperty("measures").EnumerateArray());
        Assert.Equal(["must", "bar", "P03"], measure.Texts("force", "effect", "rule"));
        Assert.NotEmpty(measure.Text("basis")!);
        Assert.Contains(measure.Text("confidence"), (string[])["doc", "found", "own"]);
        Assert.Equal(Days.Written(Days.Today.AddDays(-30).AddMonths(36)), measure.Text("until"));
        Assert.Equal(["D22", "listEntry", "L04"], measure.GetProperty("record").Texts("source", "kind", "list"));
        Assert.Contains("noFacilitation", answer.Each("reminders", "code"));
    }

    [Fact]
    public async Task Check_StatesTheScope_WhenTheOutcomeIsRestrict()
    {
        var (uscc, _) = await Entered("D34", static uscc => Rows.ConsumptionOrder(uscc));

        var answer = await Check(uscc, "MT-K01", "restrict");

        Assert.NotEmpty(answer.GetProperty("measures")[0].Text("scope")!);
    }

    [Fact]
    public async Task Check_NamesTheQuestionAndTheProposal_WhenTheOutcomeIsReview()
    {
        var (uscc, _) = await Entered("D22", static uscc => Rows.WageDefaulter(uscc));

        var answer = await Check(uscc, "MT-E01", "review");

        Assert.Contains("no-rule-for-listing", answer.Each("questions", "code"));
        Assert.All(answer.Each("proposals", "confidence"), static confidence => Assert.Equal("own", confidence));
        Assert.Empty(answer.GetProperty("measures").EnumerateArray());
    }

    [Fact]
    public async Task Check_ShowsThePenaltyAsAReminder_WhenTheOutcomeIsProceed()
    {
        var (uscc, _) = await Entered("D13", static uscc => Rows.Penalty(uscc));

        var answer = await Check(uscc, "MT-A03", "proceed");

        Assert.Contains("penaltyInPublicity", answer.Each("reminders", "code"));
        Assert.Empty(answer.GetProperty("measures").EnumerateArray());
    }

    [Fact]
    public async Task Check_NamesTheIncentiveAndWhy_WhenTheOutcomeIsPrefer()
    {
        var (uscc, _) = await Entered("D14", static uscc => Rows.Of("listEntry", Rows.Entity(uscc), "示红1号").With("list", "R01"));

        var answer = await Check(uscc, "MT-A01", "prefer");

        Assert.Contains("redList", answer.Each("incentives", "because"));
        Assert.All(answer.Each("incentives", "terms"), Assert.NotNull);
    }

    [Fact]
    public async Task Check_SaysNotFoundAndProceeds_WhenNobodyToldOfTheEntity()
    {
        var answer = await Check(Invented.Entity(), "MT-C01", "proceed");

        Assert.Equal("v0", answer.Text("token"));
        Assert.Equal(["notFound"], answer.Each("statuses", "code"));
        Assert.Equal(["notFound"], answer.Each("reminders", "code"));
    }

    private async Task<(string Uscc, string Token)> Entered(string source, Func<string, JsonObject> row)
    {
        var uscc = Invented.Entity();
        var pushed = await (await shared.Gate.As(source)).Push(row(uscc));
        return (uscc, pushed.GetProperty("rows")[0].Text("token")!);
    }

    /// <summary>Checks, and looks at what every answer carries.</summary>
    private async Task<JsonElement> Check(string uscc, string matter, string outcome)
    {
        var answer = await shared.Gate.Operator.Check(Calls.CheckOf(uscc, matter));
        Assert.Equal(outcome, answer.Text("outcome"));
        Assert.True(answer.GetProperty("receipt").TryGetGuid(out _));
        Assert.Equal(matter, answer.GetProperty("matter").Text("code"));
        Assert.Equal(uscc, answer.GetProperty("subject").Text("key"));
        Assert.Equal("grain", answer.Text("decidedBy"));
        Assert.EndsWith("+08:00", answer.Text("decidedAt"));
        Assert.True(answer.GetProperty("validUntil").GetDateTimeOffset() > answer.GetProperty("decidedAt").GetDateTimeOffset());
        Assert.False(answer.GetProperty("unconfirmed").GetBoolean());
        Assert.All(Lists, list => Assert.Equal(JsonValueKind.Array, answer.GetProperty(list).ValueKind));
        return answer;
    }
}
