using CreditGate.Domain.Catalogues;
using Xunit;

namespace CreditGate.Domain.Tests.Catalogues;

public sealed class CatalogueDataTests
{
    private static readonly Edition Latest = CatalogueLoader.Load().Editions[^1];

    [Fact]
    public void Load_HoldsTheWholeDomainPack_InEveryEdition()
    {
        foreach (var edition in CatalogueLoader.Load().Editions)
        {
            Assert.Equal(40, edition.Matters.Count);
            Assert.Equal(23, edition.Rules.Length);
            Assert.Equal(14, edition.MeasureItems.Count);
            Assert.Equal(24, edition.Measures.Count);
            Assert.Equal(55, edition.Departments.Count);
            Assert.Equal(12, edition.Incentives.Values.Count(incentive => incentive.IsScene));
            Assert.Equal(11, edition.Incentives.Values.Count(incentive => !incentive.IsScene));
        }
    }

    [Theory]
    [InlineData(ListKind.SeriousDishonesty, 17)]
    [InlineData(ListKind.Abnormal, 3)]
    [InlineData(ListKind.Red, 6)]
    [InlineData(ListKind.Exemplar, 6)]
    public void Load_HoldsTheListsOfEachKind(ListKind kind, int count) =>
        Assert.Equal(count, Latest.Lists.Values.Count(list => list.Kind == kind));

    [Fact]
    public void Load_EveryCellEqualsTheDomainTable()
    {
        var texts = ExpectedCells.Texts.Split('\n', StringSplitOptions.TrimEntries);
        var expected = ExpectedCells.Rows.Split('\n', StringSplitOptions.TrimEntries).SelectMany(row => CellsOf(row, texts)).ToList();

        Assert.Equal(320, expected.Count);
        Assert.All(expected, cell =>
        {
            var actual = Latest.Matters[cell.Matter][cell.Column];
            Assert.Equal(cell.Text, $"{actual.Verdict}({string.Join(',', actual.Codes)}) {actual.Text.En}");
        });
    }

    [Fact]
    public void Load_OrdersRulesById() =>
        Assert.Equal(Enumerable.Range(1, 23).Select(number => $"P{number:00}"), Latest.Rules.Select(rule => rule.Id));

    [Fact]
    public void Load_OnlyTheListWithoutARuleIsDisabled() =>
        Assert.Equal("L17", Assert.Single(Latest.Lists.Values, list => !list.Enabled).Code);

    [Fact]
    public void Load_GivesMeasuresTheClassOfTheirItem() =>
        Assert.All(Latest.Measures.Values, measure => Assert.Equal(Latest.MeasureItems[measure.Item].Class, measure.Class));

    [Fact]
    public void Load_NoMeasureReachesRelativesOrAgents() =>
        Assert.DoesNotContain(Latest.Measures.Values, measure => measure.Reaches.Contains(LinkedRole.Agent));

    [Fact]
    public void Load_EvaluatesTheOfficerRuleForNamedOfficers() =>
        Assert.Equal(
            [LinkedRole.LegalRepresentative, LinkedRole.Director, LinkedRole.Supervisor, LinkedRole.SeniorManager],
            Assert.Single(Latest.RulesFor("MT-B01"), rule => rule.Id == "P08").LinkedRoles);

    [Theory]
    [InlineData("L04", Confidence.Found)]
    [InlineData("L02", Confidence.Own)]
    [InlineData("L13", Confidence.Own)]
    [InlineData("X01", Confidence.Doc)]
    public void Load_KeepsTheWeakestConfidenceMark_OfLists(string list, Confidence mark) =>
        Assert.Equal(mark, Latest.Lists[list].Confidence.Mark);

    [Theory]
    [InlineData("P01", Confidence.Found, "found: a public page quoting it")]
    [InlineData("P07", Confidence.Found, "found summary; doc")]
    [InlineData("P16", Confidence.Own, "orders found; clause own")]
    [InlineData("P22", Confidence.Doc, "doc")]
    public void Load_KeepsTheConfidenceNote_OfRules(string rule, Confidence mark, string note) =>
        Assert.Equal(new Provenance(mark, note), Latest.Rules.Single(candidate => candidate.Id == rule).Confidence);

    private static IEnumerable<(string Matter, StatusColumn Column, string Text)> CellsOf(string row, string[] texts)
    {
        var parts = row.Split(' ');
        return
            from matter in parts[0].Split(',')
            from column in Enum.GetValues<StatusColumn>()
            let cell = parts[1 + (int)column]
            let end = cell.IndexOf(')', StringComparison.Ordinal) + 1
            select (matter, column, $"{cell[..end]} {texts[int.Parse(cell[end..], System.Globalization.CultureInfo.InvariantCulture)]}");
    }
}
