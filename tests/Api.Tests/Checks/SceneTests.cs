using System.Text.Json;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Checks;

/// <summary>Xinyi+ scenes for persons (plan art. 6): positive only, with consent, and nothing told of whoever gets nothing.</summary>
public sealed class SceneTests(SharedGate shared)
{
    private const string Scenic = "MT-J02";
    private const string Merchant = "D35";

    [Fact]
    public async Task NotEligible_LooksTheSameAsNotOptedIn_AndAsNotKnown()
    {
        var (listed, clean, unknown) = (Invented.Person(), Invented.Person(), Invented.Person());
        await Consents(listed);
        await (await shared.Gate.As("D34")).Push(Rows.JudgmentDefaulter(listed));
        await Known(clean);

        var answers = await Task.WhenAll(new[] { listed, clean, unknown }.Select(async person => Shown(await (await shared.Gate.As(Merchant)).Check(Calls.CheckOf(person, Scenic)))));

        Assert.All(answers, answer => Assert.Equal(answers[0], answer));
        Assert.Contains("notOffered", answers[0], StringComparison.Ordinal);
        Assert.DoesNotContain("L01", answers[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Withdrawal_HoldsForTheVeryNextCheck_SingleAndInABatch()
    {
        var (person, merchant) = (Invented.Person(), await shared.Gate.As(Merchant));
        await Known(person);
        await Consents(person);
        Assert.Equal("prefer", (await merchant.Check(Calls.CheckOf(person, Scenic))).Text("outcome"));

        await Consents(person, withdrawn: true);

        Assert.Equal("proceed", (await merchant.Check(Calls.CheckOf(person, Scenic))).Text("outcome"));
        var batch = await merchant.Post("/v1/checks/batch", new JsonObject { ["items"] = new JsonArray(Calls.CheckOf(person, Scenic), Calls.CheckOf(person, Scenic)) });
        Assert.All(batch.GetProperty("items").EnumerateArray(), static item => Assert.Equal("proceed", item.GetProperty("answer").Text("outcome")));
    }

    [Fact]
    public async Task Explanation_AndReceipt_TellAMerchantNoMore_AndTheOperatorAll()
    {
        var (person, merchant) = (Invented.Person(), await shared.Gate.As(Merchant));
        await (await shared.Gate.As("D34")).Push(Rows.JudgmentDefaulter(person));

        var answer = await merchant.Check(Calls.CheckOf(person, Scenic).With("explain", true));
        var replay = await merchant.Post($"/v1/receipts/{answer.Text("receipt")}/replay?explain=true", new JsonObject());
        var preview = await merchant.Post("/v1/checks/preview", Calls.CheckOf(person, Scenic).With("explain", true));
        var own = await shared.Gate.Operator.Check(Calls.CheckOf(person, Scenic));

        Assert.All((JsonElement[])[answer, replay, preview], static told => Assert.DoesNotContain("L01", told.ToString(), StringComparison.Ordinal));
        Assert.Contains("seriousListed", own.Each("statuses", "code"));
        Assert.Equal("genuine", (await merchant.Post("/v1/receipts/verify", JsonNode.Parse(answer.GetRawText())!)).Text("verdict"));
    }

    private Task<JsonElement> Known(Person person) => Push("D34", Rows.Of("permit", Rows.Named(person), "示例许1号").With("title", "示例许可"));

    private Task<JsonElement> Consents(Person person, bool withdrawn = false)
    {
        var row = Rows.Of("sceneConsent", Rows.Named(person), "示例同意1号").With("scenes", new JsonArray("S05")).With("revision", withdrawn ? 2 : 1);
        return Push("D01", withdrawn ? row.With("removal", new JsonObject { ["on"] = Days.Ago(0) }) : row);
    }

    private async Task<JsonElement> Push(string source, JsonObject row) =>
        await (source == "D01" ? shared.Gate.Operator : await shared.Gate.As(source)).Push(row);

    /// <summary>What the answer says, beside who and when.</summary>
    private static string Shown(JsonElement answer)
    {
        var shown = JsonNode.Parse(answer.GetRawText())!.AsObject();
        foreach (var member in (string[])["receipt", "decidedAt", "validUntil", "confirmedAt", "unconfirmed", "subject", "token", "dataAsOf"])
        {
            shown.Remove(member);
        }

        return shown.ToJsonString();
    }
}
