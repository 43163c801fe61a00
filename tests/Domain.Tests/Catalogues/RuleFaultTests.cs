using System.Text.Json.Nodes;
using Xunit;

namespace CreditGate.Domain.Tests.Catalogues;

public sealed class RuleFaultTests
{
    [Theory]
    [InlineData("lists", "L99", "List L99 is not in lists.json")]
    [InlineData("matters", "MT-Z01", "Matter MT-Z01 is not in matters.json")]
    [InlineData("measures", "M99.01", "Measure M99.01 is not in measures.json")]
    public void Load_NamesTheRule_WhenACodeIsUnknown(string member, string code, string problem) =>
        Expect("P01", problem, rule => rule[member]!.AsArray().Add(code));

    [Fact]
    public void Load_NamesTheRule_WhenItRequiresAnUnknownFact() =>
        Expect("P02", "fact banInForce is unknown", rule => rule["requires"] = "banInForce");

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
        EditedData.Expect("rules.json", "P04 ($.rules[3])", "basis", root => root.Entry("rules", "P04").AsObject().Remove("basis"));

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public void Load_NamesTheRule_WhenItsBasisIsBlank(string language) =>
        Expect("P04", $"rules.basis.{language} is blank", rule => rule["basis"]![language] = " ");

    [Fact]
    public void Load_NamesTheRule_WhenAClass3MeasureIsNotAdvice() =>
        Expect("P07", "M14.01 is class 3, and the effect is Limit", rule => rule["effect"] = "limit");

    [Fact]
    public void Load_NamesTheRule_WhenAdviceIsNotOfClass3() =>
        Expect("P12", "M08.01 is not class 3", rule => rule["effect"] = "advise");

    [Fact]
    public void Load_NamesTheRule_WhenAdviceIsForcedOnTheMarket() =>
        Expect("P22", "would be an order", rule => rule["force"] = "must");

    [Fact]
    public void Load_NamesTheRule_WhenItCanNeverApplyToItsMatter() =>
        Expect("P23", "It speaks of Entity, matter MT-F02 of Person", rule => rule["subjectKinds"] = new JsonArray("entity"));

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
    [InlineData("force", "shall")]
    [InlineData("force", "0")]
    [InlineData("effect", "forbid")]
    public void Load_NamesTheRule_WhenAValueIsUnknown(string member, string value) =>
        EditedData.Expect("rules.json", $"P03 ($.rules[2].{member})", "could not be converted", root => root.Entry("rules", "P03")[member] = JsonNode.Parse(value == "0" ? value : $"\"{value}\""));

    [Theory]
    [InlineData("[]")]
    [InlineData("[\"company\"]")]
    [InlineData("[1]")]
    [InlineData("\"entity\"")]
    public void Load_NamesTheRule_WhenItsSubjectKindsAreMalformed(string kinds) =>
        EditedData.Expect("rules.json", "P03 ($.rules[2].subjectKinds)", "ubject kind", root => root.Entry("rules", "P03")["subjectKinds"] = JsonNode.Parse(kinds));

    [Fact]
    public void Load_NamesTheRule_WhenAMemberIsUnknown() =>
        EditedData.Expect("rules.json", "P03 ($.rules[2].forse)", "forse", root => root.Entry("rules", "P03")["forse"] = "must");

    private static void Expect(string rule, string problem, Action<JsonNode> edit) =>
        EditedData.Expect("rules.json", rule, problem, root => edit(root.Entry("rules", rule)));
}
