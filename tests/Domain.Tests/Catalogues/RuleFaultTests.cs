using System.Text.Json.Nodes;
using Xunit;

namespace CreditGate.Domain.Tests.Catalogues;

public sealed class RuleFaultTests
{
    [Theory]
    [InlineData("lists", "L99", "List L99 is not in lists.json")]
    [InlineData("matters", "MT-Z01", "Matter MT-Z01 is not in matters.json")]
    public void Load_NamesTheRule_WhenACodeIsUnknown(string member, string code, string problem) =>
        Expect("P01", problem, rule => rule[member]!.AsArray().Add(code));

    [Fact]
    public void Load_NamesTheRule_WhenAMeasureIsUnknown() =>
        Expect("P01", "Measure M99.01 is not in measures.json", rule => rule["measures"]!.AsArray().Add(new JsonObject { ["code"] = "M99.01" }));

    [Fact]
    public void Load_NamesTheRule_WhenAMeasureIsForAMatterThatTheRuleIsNot() =>
        Expect("P04", "MT-C01", rule => rule["measures"]![0]!["matters"] = new JsonArray("MT-C02", "MT-C01"));

    [Fact]
    public void Load_NamesTheRule_WhenAMatterIsLeftWithoutMeasure() =>
        Expect("P03", "No measure of the rule concerns matter MT-C01", rule => rule["measures"]!.AsArray().RemoveAt(1));

    [Fact]
    public void Load_NamesTheRule_WhenItRequiresAnUnknownFact() =>
        Expect("P02", "Fact banInForce in requires is unknown", rule => rule["requires"] = "banInForce");

    [Fact]
    public void Load_NamesTheRule_WhenNothingTriggersIt() =>
        Expect("P01", "Nothing triggers", rule => rule["lists"] = new JsonArray());

    [Theory]
    [InlineData("matters")]
    [InlineData("measures")]
    public void Load_NamesTheRule_WhenItHasNoMatterOrMeasure(string member) =>
        Expect("P01", "no matter or no measure", rule => rule[member] = new JsonArray());

    [Fact]
    public void Load_NamesTheRule_WhenItsBasisIsMissing() =>
        Expect("P04", "Member basis is missing", rule => rule.AsObject().Remove("basis"));

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public void Load_NamesTheRule_WhenItsBasisIsBlank(string language) =>
        Expect("P04", $"basis.{language} is blank", rule => rule["basis"]![language] = " ");

    [Fact]
    public void Load_NamesTheRule_WhenAClass3MeasureIsNotAdvice() =>
        Expect("P07", "M14.01 is class 3, and the effect is limit", rule => rule["effect"] = "limit");

    [Fact]
    public void Load_NamesTheRule_WhenAdviceIsNotOfClass3() =>
        Expect("P12", "M08.01 is not class 3", rule => rule["effect"] = "advise");

    [Fact]
    public void Load_NamesTheRule_WhenAdviceIsForcedOnTheMarket() =>
        Expect("P22", "would be an order", rule => rule["force"] = "must");

    [Fact]
    public void Load_NamesTheRule_WhenItCanNeverApplyToItsMatter() =>
        Expect("P23", "It speaks of entity, matter MT-F02 of person", rule => rule["subjectKinds"] = new JsonArray("entity"));

    [Fact]
    public void Load_AcceptsARuleOnPersons_WhenTheCheckNamesThem()
    {
        var data = new EditedData().Edit("matters.json", root => root.Entry("matters", "MT-B01")["subjectKinds"] = new JsonArray("entity"));

        Assert.NotEmpty(CreditGate.Domain.Catalogues.CatalogueLoader.Load(data.Open).Editions);
    }

    [Theory]
    [InlineData("bar")]
    [InlineData("limit")]
    public void Load_NamesTheRule_WhenALivelihoodServiceWouldBeRefused(string effect) =>
        Expect("P13", "MT-J01 is a livelihood service", rule =>
        {
            rule["effect"] = effect;
            rule["matters"]!.AsArray().Add("MT-J01");
        });

    [Theory]
    [InlineData("force", "\"shall\"", "not one of must, should, may")]
    [InlineData("force", "0", "not a string")]
    [InlineData("effect", "\"Bar\"", "not one of bar, limit, withhold, supervise, advise")]
    [InlineData("statutory", "\"true\"", "not true or false")]
    [InlineData("lists", "\"L01\"", "not an array of strings")]
    public void Load_NamesTheRule_WhenAValueIsMalformed(string member, string value, string problem) =>
        Expect("P03", $"Member {member} is {problem}", rule => rule[member] = JsonNode.Parse(value));

    [Theory]
    [InlineData("[]")]
    [InlineData("[\"company\"]")]
    [InlineData("[\"none\"]")]
    public void Load_NamesTheRule_WhenItsSubjectKindsAreMalformed(string kinds) =>
        Expect("P03", "Member subjectKinds is not", rule => rule["subjectKinds"] = JsonNode.Parse(kinds));

    [Fact]
    public void Load_NamesTheRule_WhenAMemberIsUnknown() =>
        Expect("P03", "Member forse is unknown", rule => rule["forse"] = "must");

    [Fact]
    public void Load_NamesEveryRule_WhenSeveralAreMalformed()
    {
        var faults = new EditedData().Edit("rules.json", root =>
        {
            root.Entry("rules", "P03")["force"] = "shall";
            root.Entry("rules", "P05")["scop"] = "x";
            root.Entry("rules", "P05").AsObject().Remove("basis");
        }).Faults();

        Assert.Equal(["P03", "P05", "P05"], faults.Select(fault => fault.Entry));
    }

    private static void Expect(string rule, string problem, Action<JsonNode> edit) =>
        EditedData.Expect("rules.json", rule, problem, root => edit(root.Entry("rules", rule)));
}
