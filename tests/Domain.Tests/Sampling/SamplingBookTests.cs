using System.Text;
using System.Text.Json.Nodes;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Records;
using CreditGate.Domain.Sampling;
using CreditGate.Domain.Tests.Cases;
using Xunit;

namespace CreditGate.Domain.Tests.Sampling;

/// <summary>Each agency may draw by ratios of its own; who has none draws by everybody's.</summary>
public sealed class SamplingBookTests
{
    [Fact]
    public void Advice_IsTheAgencysOwn_ElseEverybodys()
    {
        var desk = new Desk();
        desk.Push(new RiskClassRecord { Source = "D13", Number = "示例分类1号", Revision = new Revision(1, desk.Now, 1), DecidedOn = new DateOnly(2026, 5, 1), Grade = RiskGrade.C });
        var (ruling, matter) = (desk.Check("MT-E01"), desk.Edition.Matters["MT-E01"]);
        var book = Book(Policy("C", "D41", 30, 40));

        Assert.Equal((30, 40), Ratio(book.For(ruling, matter, "D41")!));
        Assert.Equal((5, 10), Ratio(book.For(ruling, matter, "D13")!));
        Assert.Null(book.For(desk.Check("MT-C01"), desk.Edition.Matters["MT-C01"], "D41"));
    }

    [Fact]
    public void KeySupervision_IsByTheAgencysClassD()
    {
        var desk = new Desk();
        desk.Push(Desk.WageDefault());

        var advice = Book(Policy("D", "D41", 50, 100)).For(desk.Check("MT-E01"), desk.Edition.Matters["MT-E01"], "D41")!;

        Assert.Equal((SamplingReason.KeySupervision, (50, 100)), (advice.Because, Ratio(advice)));
    }

    [Fact]
    public void TwoPoliciesOfOneAgencyForAClass_AreRefused()
    {
        var refused = Assert.Throws<CatalogueException>(() => Book(Policy("C", "D41", 1, 2), Policy("C", "D41", 3, 4)));

        Assert.Contains("D41/C", refused.Message, StringComparison.Ordinal);
    }

    private static (int, int) Ratio(SamplingAdvice advice) => (advice.Policy.FromPercent, advice.Policy.ToPercent);

    private static JsonObject Policy(string grade, string agency, int from, int to) => new()
    {
        ["class"] = grade,
        ["agency"] = agency,
        ["fromPercent"] = from,
        ["toPercent"] = to,
        ["frequency"] = new JsonObject { ["zh"] = "示例", ["en"] = "example" },
        ["confidence"] = new JsonObject { ["mark"] = "own", ["note"] = "example" },
    };

    private static SamplingBook Book(params JsonObject[] further)
    {
        var whole = JsonNode.Parse(CatalogueLoader.OpenEmbedded("sampling.json")!)!;
        Array.ForEach(further, policy => whole["policies"]!.AsArray().Add(policy));
        return SamplingBook.Load(_ => new MemoryStream(Encoding.UTF8.GetBytes(whole.ToJsonString())));
    }
}
