using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Remedies;
using CreditGate.Domain.Tests.Cases;
using CreditGate.Domain.Tests.Decisions;
using CsCheck;
using Xunit;

namespace CreditGate.Domain.Tests.Remedies;

public sealed class RemedyBookTests
{
    private readonly Desk _desk = new("2026-06-01");

    [Fact]
    public void For_IsEmpty_WhenNothingStandsAgainstTheSubject() => Assert.Empty(RemedyBook.Product.For(_desk.Check()));

    [Fact]
    public void For_TellsObjectionRepairReviewAndLitigation_AlsoWhileTheMeasureRests()
    {
        _desk.Push(Desk.WageDefault());
        string[] all = ["objection", "repair", "administrativeReview", "administrativeLitigation"];

        Assert.Equal(all, Codes());
        _desk.Object(Desk.WageDefault().Ref);
        Assert.Equal(all, Codes());
    }

    [Fact]
    public void For_SendsAgainstACourtsRecord_ToTheCourt()
    {
        _desk.Push(Desk.WageDefault() with { Source = "D34", List = "L01" });

        Assert.Equal(["objection", "courtCorrection"], Codes("MT-C02"));
    }

    [Fact]
    public void For_TellsHowToObject_WhateverAnAdverseAnswerRestsOn() => AnyCase.All.Sample(
        static any =>
        {
            var ruling = any.Rule();
            var isAdverse = !ruling.Measures.IsEmpty || !ruling.Suspended.IsEmpty || !ruling.Advice.IsEmpty || !ruling.Proposals.IsEmpty;
            Assert.Equal(isAdverse, isAdverse && RemedyBook.Product.For(ruling).Any(static remedy => remedy.Code == "objection"));
        },
        iter: 10_000);

    [Fact]
    public void Remedies_AreWholeInBothLanguages_AndWhatIsUnconfirmedSaysSo()
    {
        Assert.All(RemedyBook.Product.All, static remedy => Assert.All(
            (LocalText[])[remedy.Name, remedy.Text, remedy.Basis], static text => Assert.True(text.Zh.Length > 0 && text.En.Length > 0)));
        Assert.Equal(Confidence.Doc, RemedyBook.Product.All.Single(static remedy => remedy.Code == "objection").Confidence.Mark);
        Assert.All(RemedyBook.Product.All.Where(static remedy => remedy.Code.StartsWith("administrative", StringComparison.Ordinal)), static remedy => Assert.Equal(Confidence.Own, remedy.Confidence.Mark));
    }

    [Fact]
    public void Load_NamesARemedyThatIsThereTwice()
    {
        const string twice = """{"code":"objection","name":{"zh":"一","en":"a"},"text":{"zh":"一","en":"a"},"basis":{"zh":"一","en":"a"},"confidence":{"mark":"own","note":"-"},"records":[],"sources":[],"exceptSources":[]}""";

        var refused = Assert.Throws<CatalogueException>(() => RemedyBook.Load(_ => new MemoryStream(System.Text.Encoding.UTF8.GetBytes($$"""{"remedies":[{{twice}},{{twice}}]}"""))));

        Assert.Contains("objection", refused.Message, StringComparison.Ordinal);
    }

    private IEnumerable<string> Codes(string matter = "MT-C01") => RemedyBook.Product.For(_desk.Check(matter)).Select(static remedy => remedy.Code);
}
