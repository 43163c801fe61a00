using System.Collections.Immutable;
using CreditGate.Actors.Subjects;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;
using Xunit;

namespace CreditGate.Silo.Tests.Subjects;

public sealed class SharedRulingsTests
{
    private static readonly Edition Latest = CatalogueLoader.Load().Editions[^1];
    private static readonly DateTimeOffset Now = LegalTime.StartOf(new DateOnly(2026, 5, 6));

    private readonly SharedRulings _shared = new(256);

    private static Matter Procurement => Latest.Matters[Rows.Procurement];

    private static Matter Honours => Latest.Matters[Rows.Honours];

    [Fact]
    public void Of_GivesSubjectsTheSameRuling_WhenItIsEqualAndNamesNoRecord()
    {
        var first = Of(Clean(), Procurement);
        Assert.Same(first, Of(Clean(), Procurement));
        Assert.NotSame(first, Of(Clean(), Honours));
        Assert.NotSame(first, _shared.Of(Rule(Clean(), Procurement), Procurement, Latest with { }));
    }

    [Fact]
    public void Of_TellsRulingsApart_ThatDiffer()
    {
        var first = Of(Clean(), Procurement);
        var ruled = Rule(Clean(), Procurement);
        var sooner = ruled with { ChangesAt = Now.AddDays(1) };
        Assert.Equal((first.Outcome, Now.AddDays(1)), (_shared.Of(sooner, Procurement, Latest).Outcome, _shared.Of(sooner, Procurement, Latest).ChangesAt));
        var refused = _shared.Of(ruled with { Outcome = Outcome.Refuse }, Procurement, Latest);
        Assert.Equal(Outcome.Refuse, refused.Outcome);

        // Written with another offset, it is another text.
        var elsewhere = ruled with { ChangesAt = Now.AddDays(1).ToUniversalTime() };
        Assert.Equal(TimeSpan.Zero, _shared.Of(elsewhere, Procurement, Latest).ChangesAt!.Value.Offset);
    }

    [Fact]
    public void Of_SharesNoRulingThatNamesARecord()
    {
        var listed = Folded(Rows.WageDefault(1));
        Assert.NotSame(Of(listed, Procurement), Of(listed, Procurement));
        Assert.Equal(Said(Rule(listed, Procurement)), Said(Of(listed, Procurement)));
    }

    /// <summary>How often to draw a subject is written with the ruling, and may be an agency's own.</summary>
    [Fact]
    public void Of_SharesNoRulingOfAnInspection()
    {
        var inspection = Latest.Matters.Values.First(static matter => matter.Category == MatterCategory.Inspection);
        Assert.NotSame(Of(Clean(), inspection), Of(Clean(), inspection));
    }

    [Fact]
    public void Of_GivesTheRightRuling_WhenThereAreFewPlaces()
    {
        var narrow = new SharedRulings(1);
        foreach (var matter in Latest.Matters.Values.Concat(Latest.Matters.Values))
        {
            foreach (var standing in (Standing[])[Clean(), Folded(Rows.WageDefault(1)), Folded(Rows.Permit(1))])
            {
                var ruled = Rule(standing, matter);
                Assert.Equal(Said(ruled), Said(narrow.Of(ruled, matter, Latest)));
            }
        }
    }

    [Fact]
    public void For_KeepsListsOnce_ThatAreTheSameWhateverTheMatter()
    {
        var rulings = new RulingCache(Folded(Rows.WageDefault(1)));
        var (one, other) = (Kept(Procurement), Kept(Honours));
        Assert.NotSame(one, other);
        Assert.NotEmpty(one.Statuses[0].Records);
        Assert.True(one.Statuses == other.Statuses);
        Assert.Same(one.Measures[0].Record, other.Statuses[0].Records[0]);

        Ruling Kept(Matter matter)
        {
            _ = rulings.For(matter, Latest, Now);
            return rulings.For(matter, Latest, Now);
        }
    }

    private Ruling Of(Standing standing, Matter matter) => _shared.Of(Rule(standing, matter), matter, Latest);

    private static Ruling Rule(Standing standing, Matter matter) => Decider.Rule(standing, [], matter, Latest, Now);

    private static string Said(Ruling ruling) => System.Text.Json.JsonSerializer.Serialize(ruling, Domain.LedgerJson.Context.Ruling);

    private static Standing Clean() => Folded(Rows.Registration(1, "示例企业"));

    private static Standing Folded(params ImmutableArray<PublicCreditRecord> records) =>
        Standing.Fold(Rows.Entity(), records.Select(static record => new RecordPushed { At = Now, Actor = "any", Record = record }));
}
