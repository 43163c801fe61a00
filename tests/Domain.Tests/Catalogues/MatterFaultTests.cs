using System.Text.Json.Nodes;
using Xunit;

namespace CreditGate.Domain.Tests.Catalogues;

public sealed class MatterFaultTests
{
    [Theory]
    [InlineData("redList", "RedList", "I99")]
    [InlineData("redList", "RedList", "M10")]
    [InlineData("seriousListed", "SeriousListed", "I01")]
    [InlineData("penalised", "Penalised", "L01")]
    public void Load_NamesTheCell_WhenACodeDoesNotSuitItsVerdict(string column, string name, string code) =>
        EditedData.Expect("matters.json", $"MT-I01 {name}", $"Code {code}", root => root["profiles"]!["customs"]![column]!["codes"]!.AsArray().Add(code));

    [Fact]
    public void Load_NamesTheCell_WhenAdviceIsNotOfClass3() =>
        new EditedData()
            .Edit("matters.json", root => root.Entry("matters", "MT-H01")["cells"] = JsonNode.Parse("""{ "seriousListed": { "codes": ["M10"] } }"""))
            .ExpectFault("matters.json", "MT-H01 SeriousListed", "Code M10 does not suit advise");

    [Theory]
    [InlineData("incentivise")]
    [InlineData("restrict")]
    [InlineData("advise")]
    public void Load_NamesTheCell_WhenItsVerdictSaysNothing(string verdict) =>
        EditedData.Expect("matters.json", "MT-A01 Ordinary", "without codes", root =>
            root.Entry("matters", "MT-A01")["cells"] = new JsonObject { ["ordinary"] = new JsonObject { ["verdict"] = verdict } });

    [Fact]
    public void Load_NamesTheCell_WhenItIsMissing() =>
        EditedData.Expect("matters.json", "MT-I01 Penalised", "missing", root => root["profiles"]!["customs"]!.AsObject().Remove("penalised"));

    [Theory]
    [InlineData("verdict")]
    [InlineData("codes")]
    [InlineData("text")]
    public void Load_NamesTheCell_WhenAPartIsMissing(string part) =>
        EditedData.Expect("matters.json", "MT-I01 Penalised", "lacks", root => root["profiles"]!["customs"]!["penalised"]!.AsObject().Remove(part));

    [Fact]
    public void Load_NamesEveryMatter_WhenACommonCellIsMissing()
    {
        var faults = new EditedData().Edit("matters.json", root => root["common"]!.AsObject().Remove("repaired")).Faults();

        Assert.Equal(40, faults.Count);
        Assert.All(faults, fault => Assert.EndsWith(" Repaired", fault.Entry, StringComparison.Ordinal));
    }

    [Fact]
    public void Load_NamesTheCell_WhenALivelihoodServiceWouldBeRestricted() =>
        EditedData.Expect("matters.json", "MT-J01 SeriousListed", "INV-15", root =>
            root.Entry("matters", "MT-J01")["cells"]!["seriousListed"] = JsonNode.Parse("""{ "verdict": "restrict", "codes": ["M09"] }"""));

    [Fact]
    public void Load_NamesThePlace_WhenAProfileNamesAnUnknownStatus() =>
        EditedData.Expect("matters.json", "file", "Member profiles.customs.redlist is unknown", root => root["profiles"]!["customs"]!["redlist"] = new JsonObject());

    [Fact]
    public void Load_NamesTheMatter_WhenAnswersCannotAgeAtAll() =>
        EditedData.Expect("matters.json", "MT-A01", "working day", root => root.Entry("matters", "MT-A01")["answerAgeWorkingDays"] = 0);

    [Fact]
    public void Load_NamesTheMatter_WhenADepartmentIsUnknown() =>
        EditedData.Expect("matters.json", "MT-A01", "Department D99 is not in departments.json", root => root.Entry("matters", "MT-A01")["departments"]!.AsArray().Add("D99"));

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public void Load_NamesTheMatter_WhenItsNameIsBlank(string language) =>
        EditedData.Expect("matters.json", "MT-A01", $"name.{language} is blank", root => root.Entry("matters", "MT-A01")["name"]![language] = "");

    [Fact]
    public void Load_NamesTheMatter_WhenItsEnglishNameIsMissing() =>
        EditedData.Expect("matters.json", "MT-A02", "Member name.en is missing", root => root.Entry("matters", "MT-A02")["name"]!.AsObject().Remove("en"));
}
