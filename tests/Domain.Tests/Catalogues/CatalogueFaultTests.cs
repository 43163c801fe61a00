using System.Text.Json.Nodes;
using Xunit;

namespace CreditGate.Domain.Tests.Catalogues;

public sealed class CatalogueFaultTests
{
    [Theory]
    [InlineData("measures.json", "items", "M02")]
    [InlineData("measures.json", "measures", "M01.03")]
    [InlineData("incentives.json", "incentives", "S03")]
    [InlineData("lists.json", "lists", "L05")]
    [InlineData("matters.json", "matters", "MT-C01")]
    [InlineData("rules.json", "rules", "P09")]
    [InlineData("publicity.json", "regimes", "order36")]
    [InlineData("severity.json", "rules", "SV02")]
    [InlineData("departments.json", "departments", "D13")]
    public void Load_NamesTheCode_WhenItIsGivenTwice(string file, string array, string code) =>
        EditedData.Expect(file, code, "given to 2 entries", root => root[array]!.AsArray().Add(root.Entry(array, code).DeepClone()));

    [Theory]
    [InlineData("{\"lists\":\"\\ud800\"}")]
    [InlineData("{\"\\udfff\":1}")]
    public void Load_NamesTheFile_WhenATextInItIsNoUnicode(string content) =>
        new EditedData().Write("lists.json", content).ExpectFault("lists.json", "file", "no Unicode");

    [Fact]
    public void Load_NamesTheMeasure_WhenItsItemIsUnknown()
    {
        var faults = new EditedData().Edit("measures.json", root => root.Entry("measures", "M06.01")["item"] = "M66").Faults();

        Assert.Equal(["Item M66 is not among the items.", "The code does not belong to item M66."], faults.Select(fault => fault.Problem.En));
        Assert.All(faults, fault => Assert.Equal("M06.01", fault.Entry));
    }

    [Fact]
    public void Load_NamesTheMeasure_WhenItHasNoLegalBasis() =>
        EditedData.Expect("measures.json", "M06.01", "no legal basis", root => root.Entry("measures", "M06.01")["legalBasis"] = new JsonArray());

    [Fact]
    public void Load_NamesTheList_WhenAProviderIsUnknown() =>
        EditedData.Expect("lists.json", "L04", "Provider D99 is not in departments.json", root => root.Entry("lists", "L04")["providers"]!.AsArray().Add("D99"));

    [Fact]
    public void Load_NamesTheList_WhenItHasNoTerm() =>
        EditedData.Expect("lists.json", "L11", "no term (INV-08)", root => root.Entry("lists", "L11")["entryStatesEnd"] = false);

    [Theory]
    [InlineData("periodMonths")]
    [InlineData("freshnessDays")]
    public void Load_NamesTheList_WhenAPeriodIsNotPositive(string member) =>
        EditedData.Expect("lists.json", "L04", "not positive", root => root.Entry("lists", "L04")[member] = 0);

    [Fact]
    public void Load_NamesTheList_WhenItHasNoBasis() =>
        EditedData.Expect("lists.json", "L04", "no basis", root => root.Entry("lists", "L04")["basis"] = new JsonArray());

    [Theory]
    [InlineData(13, 12)]
    [InlineData(-1, 12)]
    public void Load_NamesTheRegime_WhenABandIsImpossible(int minimum, int maximum) =>
        EditedData.Expect("publicity.json", "order36", $"from {minimum} to {maximum} months", root =>
        {
            var general = root.Entry("regimes", "order36")["periods"]![1]!;
            general["minimumMonths"] = minimum;
            general["maximumMonths"] = maximum;
        });

    [Fact]
    public void Load_NamesTheRegime_WhenASeverityHasNoBand() =>
        EditedData.Expect("publicity.json", "order36", "Severity serious has no band", root => root.Entry("regimes", "order36")["periods"]!.AsArray().RemoveAt(2));

    [Fact]
    public void Load_NamesTheRegime_WhenAnEditionsRegimeIsUnknown() =>
        new EditedData()
            .Edit("editions.json", root => root.Entry("editions", "2026-04")["publicity"] = "order99")
            .ExpectFault("publicity.json", "order99", "Edition 2026-04 names this regime");

    [Fact]
    public void Load_NamesTheSeverityRule_WhenItsDepartmentIsUnknown() =>
        EditedData.Expect("severity.json", "SV03", "Department D99 is not in departments.json", root => root.Entry("rules", "SV03")["department"] = "D99");

    [Fact]
    public void Load_NamesTheFile_WhenItIsMissing() => new EditedData().Remove("lists.json").ExpectFault("lists.json", "file", "missing");

    [Theory]
    [InlineData("null")]
    [InlineData("""{ "lists": [1] }""")]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("""{ "lists": [""")]
    [InlineData("""{ "lists": [], "lists": [] }""")]
    public void Load_NamesTheFile_WhenItIsMalformed(string content) =>
        Assert.Equal("lists.json", Assert.Single(new EditedData().Write("lists.json", content).Faults()).File);

    [Fact]
    public void Load_ReportsAllFaultsTogether_WhenSeveralFilesAreWrong()
    {
        var faults = new EditedData()
            .Edit("rules.json", root => root.Entry("rules", "P01")["lists"] = new JsonArray())
            .Edit("lists.json", root => root.Entry("lists", "L04")["name"]!["en"] = "")
            .Remove("calendar/2026.json")
            .Write("severity.json", "[")
            .Faults();

        Assert.Equal(["calendar/2026.json", "lists.json", "severity.json"], faults.Select(fault => fault.File).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Load_ReportsFormAndReferencesTogether_WhenAllFilesCanBeRead()
    {
        var faults = new EditedData()
            .Edit("rules.json", root => root.Entry("rules", "P01")["lists"] = new JsonArray("L99"))
            .Edit("lists.json", root => root.Entry("lists", "L04")["name"]!["en"] = "")
            .Faults();

        Assert.Equal(["L04", "P01"], faults.Select(fault => fault.Entry).Order(StringComparer.Ordinal));
    }
}
