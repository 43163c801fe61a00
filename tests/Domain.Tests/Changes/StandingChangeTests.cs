using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Changes;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Records;
using CreditGate.Domain.Tests.Catalogues;
using Xunit;

namespace CreditGate.Domain.Tests.Changes;

public sealed class StandingChangeTests
{
    private static readonly DateOnly Day = new(2026, 5, 4);

    private static readonly ListEntryRecord Wages = new()
    {
        Source = "D22",
        Number = "示列1号",
        Revision = new Revision(1, DateTimeOffset.UnixEpoch, 1),
        DecidedOn = Day,
        ListedOn = Day,
        List = "L04",
    };

    private static readonly ListEntryRecord Honest = Wages with { Source = "D14", Number = "示红1号", List = "R01" };

    private static readonly PenaltyRecord Fine = new()
    {
        Source = "D13",
        Number = "示罚1号",
        Revision = new Revision(1, DateTimeOffset.UnixEpoch, 1),
        DecidedOn = Day,
        Severity = Severity.General,
    };

    private static readonly StayRecord Stay = new()
    {
        Source = "D34",
        Number = "示停1号",
        Revision = new Revision(1, DateTimeOffset.UnixEpoch, 1),
        DecidedOn = Day.AddDays(2),
        Until = Day.AddDays(20),
        StayedNumber = Wages.Number,
        StayedSource = Wages.Source,
    };

    /// <summary>What an enterprise's entry on the wage list brings about: P07 and P22 are advice to the market.</summary>
    private static readonly string[] OfWages = ["P03", "P05", "P06", "P07", "P21", "P22"];

    [Fact]
    public void Listing_StartsEveryRuleThatItTriggers_AndTheStatus()
    {
        var story = new Story().On(Day, Wages);

        Assert.Equal(ChangeKind.RecordCreated, story.Last!.Kind);
        Assert.Equal([StatusCode.SeriousListed], story.Last.Gained!.Value);
        Assert.Equal(OfWages.Select(static rule => (EffectTurn.Started, (string?)rule, (HoldReason?)null)), story.Turns);
        Assert.All(story.Last.Effects!.Value, static effect => Assert.Null(effect.Record));
        Assert.Equal(LegalTime.EndOf(story.Last.Effects!.Value[0].Until!.Value), story.DueAt);
    }

    [Fact]
    public void Listing_NamesTheDepartmentsThatHandleItsMatters()
    {
        var edition = CatalogueLoader.Load().Editions[^1];
        var story = new Story().On(Day, Wages);

        var scope = EffectScope.Of(story.Last!.Effects!.Value[0], story.Standing.Key, edition)!;

        Assert.Equal(["M01.02", "M01.03"], scope.Measures.Select(static measure => measure.Code));
        Assert.Equal(["MT-C01", "MT-C02"], scope.Matters);
        Assert.Equal(["D23", "D24"], scope.Departments);
    }

    [Fact]
    public void Objection_SuspendsWithItsNumber_AndItsEndResumes()
    {
        var disputed = Wages with { Revision = Wages.Revision with { Number = 2 }, Dispute = new DisputeMark("示异1号", Day.AddDays(1), Day.AddDays(21)) };
        var story = new Story().On(Day, Wages).On(Day.AddDays(1), disputed);

        Assert.Equal(OfWages.Select(static rule => (EffectTurn.Suspended, (string?)rule, (HoldReason?)HoldReason.Objection)), story.Turns);
        Assert.All(story.Last!.Effects!.Value, static effect => Assert.Equal(("示异1号", Day.AddDays(21)), (effect.Hold!.Reference, effect.Hold.DueOn!.Value)));
        Assert.Equal([StatusCode.UnderObjection], story.Last.Gained!.Value);
        Assert.Null(story.Last.Lost);

        story.On(Day.AddDays(9), Wages with { Revision = Wages.Revision with { Number = 3 } });
        Assert.Equal(OfWages.Select(static rule => (EffectTurn.Resumed, (string?)rule, (HoldReason?)null)), story.Turns);
        Assert.Equal([StatusCode.UnderObjection], story.Last.Lost!.Value);
    }

    [Fact]
    public void Stay_SuspendsARecordThatIsNotItsOwn_AndTimeAloneResumesIt()
    {
        var story = new Story().On(Day, Wages).On(Day.AddDays(2), Stay);

        Assert.All(story.Turns, static turn => Assert.Equal((EffectTurn.Suspended, HoldReason.Stay), (turn.Turn, turn.Hold!.Value)));
        Assert.All(story.Last!.Effects!.Value, static effect => Assert.Equal(Wages.Ref, effect.Record));
        Assert.Equal(LegalTime.EndOf(Stay.Until!.Value), story.DueAt);

        story.TimePasses(story.DueAt!.Value);
        Assert.Equal(ChangeKind.TermEnded, story.Last.Kind);
        Assert.Equal(OfWages.Select(static rule => (EffectTurn.Resumed, (string?)rule, (HoldReason?)null)), story.Turns);
    }

    [Fact]
    public void Hold_IsToldAgain_WhenAnotherTakesItsPlace()
    {
        var disputed = Wages with { Dispute = new DisputeMark("示异1号", Day, Day.AddDays(20)) };

        var story = new Story().On(Day, disputed).On(Day.AddDays(2), Stay);

        Assert.All(story.Turns, static turn => Assert.Equal((EffectTurn.Suspended, HoldReason.Stay), (turn.Turn, turn.Hold!.Value)));
    }

    public static TheoryData<string, Func<PublicCreditRecord, PublicCreditRecord>> Ends => new()
    {
        { "repaired", static record => record with { Repair = new RepairMark("示修1号", Day.AddDays(3)) } },
        { "withdrawn", static record => record with { Withdrawal = new WithdrawalMark(Day.AddDays(3), null) } },
        { "removed", static record => record with { Removal = new RemovalMark(Day.AddDays(3), null) } },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public void End_LiftsEverything_AndTheStatus(string how, Func<PublicCreditRecord, PublicCreditRecord> mark)
    {
        var story = new Story().On(Day, Wages).On(Day.AddDays(3), mark(Wages));

        Assert.Equal(how == "withdrawn" ? ChangeKind.RecordWithdrawn : ChangeKind.RecordRevised, story.Last!.Kind);
        Assert.Equal(OfWages.Select(static rule => (EffectTurn.Lifted, (string?)rule, (HoldReason?)null)), story.Turns);
        Assert.Equal([StatusCode.SeriousListed], story.Last.Lost!.Value);
    }

    [Fact]
    public void Revision_EasesWithAnEarlierEnd_AndExtendsWithALaterOne()
    {
        var story = new Story().On(Day, Wages).On(Day.AddDays(1), Wages with { Until = Day.AddMonths(6) });
        Assert.All(story.Turns, static turn => Assert.Equal(EffectTurn.Eased, turn.Turn));
        Assert.All(story.Last!.Effects!.Value, static effect => Assert.Equal(Day.AddMonths(6), effect.Until));
        Assert.Null(story.Last.Gained ?? story.Last.Lost);

        story.On(Day.AddDays(2), Wages with { Until = Day.AddMonths(9) });
        Assert.All(story.Turns, static turn => Assert.Equal(EffectTurn.Extended, turn.Turn));

        story.On(Day.AddDays(3), Wages with { Until = Day.AddMonths(9), Reason = "示例" });
        Assert.True(story.Last is { Kind: ChangeKind.RecordRevised, Effects: null, Gained: null, Lost: null });
    }

    [Fact]
    public void Fact_StartsItsRule_WhenItIsSettled()
    {
        var entry = Wages with { Source = "D23", List = "L06" };
        var story = new Story().On(Day, entry);
        Assert.DoesNotContain("P02", story.Turns.Select(static turn => turn.Rule));

        story.On(Day.AddDays(1), entry with { Facts = entry.Facts.Add(RequiredFacts.ProcurementBanInForce, true) });

        Assert.Equal([(EffectTurn.Started, "P02", null)], story.Turns);
    }

    [Fact]
    public void SeriousListing_SuspendsTheIncentivesOfARedList_UntilItEnds()
    {
        var story = new Story().On(Day, Honest);
        var incentives = Assert.Single(story.Last!.Effects!.Value);
        Assert.Equal((EffectTurn.Started, StatusColumn.RedList), (incentives.Turn, incentives.Because!.Value));

        story.On(Day.AddDays(1), Wages);
        Assert.Equal((EffectTurn.Suspended, null, HoldReason.SeriousListing), Assert.Single(story.Turns, static turn => turn.Rule is null));
        Assert.Equal(Wages.Number, Assert.Single(story.Last.Effects!.Value, static effect => effect.Record == Honest.Ref).Hold!.Reference);

        story.On(Day.AddDays(2), Wages with { Removal = new RemovalMark(Day.AddDays(2), null) });
        Assert.Equal((EffectTurn.Resumed, null, null), Assert.Single(story.Turns, static turn => turn.Rule is null));

        story.On(Day.AddDays(3), Honest with { Removal = new RemovalMark(Day.AddDays(3), null) });
        Assert.Equal([(EffectTurn.Lifted, null, null)], story.Turns);
    }

    [Fact]
    public void Penalty_EasesTheIncentivesOfAnExemplar_AsLongAsItIsPublic()
    {
        var story = new Story().On(Day, Honest with { List = "X01" }).On(Day.AddDays(1), Fine);
        Assert.Equal([(EffectTurn.Eased, null, null)], story.Turns);
        Assert.DoesNotContain("I02", story.Last!.Effects!.Value[0].Codes!.Value);

        story.TimePasses(LegalTime.EndOf(Day.AddYears(3)));
        Assert.Contains((EffectTurn.Extended, null, null), story.Turns);
    }

    [Fact]
    public void Publicity_EndsTheStatus_ByTimeAlone()
    {
        var story = new Story().On(Day, Fine with { PublicityEndsOn = Day.AddMonths(4) });
        Assert.Equal([StatusCode.Penalised], story.Last!.Gained!.Value);
        Assert.Equal(LegalTime.EndOf(Day.AddMonths(4)), story.DueAt);

        story.TimePasses(story.DueAt!.Value.AddTicks(-1));
        Assert.Null(story.Last);

        story.TimePasses(LegalTime.EndOf(Day.AddMonths(4)));
        Assert.Equal(ChangeKind.TermEnded, story.Last!.Kind);
        Assert.Equal([StatusCode.Penalised], story.Last.Lost!.Value);
        Assert.Null(story.Last.Record);
    }

    [Fact]
    public void Listing_StartsByTimeAlone_WhenItsFirstDayComes()
    {
        var story = new Story().On(Day.AddDays(-3), Wages);
        Assert.Null(story.Last!.Effects);
        Assert.Equal(LegalTime.StartOf(Day), story.DueAt);

        story.TimePasses(LegalTime.StartOf(Day));

        Assert.All(story.Last.Effects!.Value, static effect => Assert.Equal((EffectTurn.Started, Wages.Ref), (effect.Turn, effect.Record)));
    }

    [Fact]
    public void Push_TellsWhatTimeEndedBeforeIt_WhenNobodyHasToldItYet()
    {
        var story = new Story().On(Day, Wages with { Until = Day.AddDays(5) }).On(Day.AddDays(7), Fine);

        Assert.All(story.Turns, static turn => Assert.Equal(EffectTurn.Lifted, turn.Turn));
        Assert.Equal([StatusCode.SeriousListed], story.Last!.Lost!.Value);
        Assert.Equal([StatusCode.Penalised], story.Last.Gained!.Value);
    }

    [Fact]
    public void Confirmation_TellsNothing_UnlessTimeChangedSomething()
    {
        var entry = Wages with { Until = Day.AddDays(5) };
        Assert.Null(new Story().On(Day, entry).Confirmed(Day.AddDays(1), entry).Last);
        Assert.Equal(ChangeKind.TermEnded, new Story().On(Day, entry).Confirmed(Day.AddDays(6), entry).Last!.Kind);
    }

    [Fact]
    public void SlowClock_TakesNothingBack()
    {
        var story = new Story().On(Day, Wages).On(Day.AddDays(-1), Fine with { DecidedOn = Day.AddDays(-1) });

        Assert.Equal(LegalTime.StartOf(Day).AddHours(12), story.Standing.At);
        Assert.Empty(story.Turns);
    }

    [Fact]
    public void Edition_IsDueAtItsStart_AndTellsWhatItsRulesChange()
    {
        var data = new EditedData()
            .Write("rules-2027.json", RulesWithout("P05"))
            .Edit("editions.json", root =>
            {
                var editions = root["editions"]!.AsArray();
                editions[^1]!["until"] = "2027-01-01";
                editions.Add(System.Text.Json.Nodes.JsonNode.Parse("""
                    { "id": "2027-01", "name": { "zh": "示例版", "en": "Example" }, "from": "2027-01-01", "until": null, "publicity": "order36", "files": { "rules": "rules-2027.json" } }
                    """));
            });
        var story = new Story(CatalogueLoader.Load(data.Open)).On(Day, Wages);
        var start = LegalTime.StartOf(new DateOnly(2027, 1, 1));
        Assert.Equal(start, story.DueAt);

        story.TimePasses(start);

        Assert.Equal([(EffectTurn.Lifted, "P05", null)], story.Turns);
        Assert.Equal(("2027-01", "2026-04"), (story.Last!.Edition, story.Last.EditionBefore));
    }

    [Fact]
    public void Registration_IsDueWhenItsThreeYearsAreOver()
    {
        var registration = new RegistrationRecord
        {
            Source = "D13",
            Number = "示登1号",
            Revision = new Revision(1, DateTimeOffset.UnixEpoch, 1),
            DecidedOn = new DateOnly(2024, 1, 15),
            EstablishedOn = new DateOnly(2024, 1, 15),
            Name = "示例有限公司",
        };
        var story = new Story().On(Day, registration);
        Assert.Equal([StatusCode.NoNegativeRecord], story.Last!.Gained!.Value);
        Assert.Equal(LegalTime.StartOf(new DateOnly(2027, 1, 15)), story.DueAt);

        story.TimePasses(story.DueAt!.Value);
        Assert.Equal((StatusCode.Clean3Y, StatusCode.NoNegativeRecord), (Assert.Single(story.Last.Gained!.Value), Assert.Single(story.Last.Lost!.Value)));
        Assert.Null(story.DueAt);
    }

    private static string RulesWithout(string rule)
    {
        using var stream = CatalogueLoader.OpenEmbedded("rules.json");
        var root = System.Text.Json.Nodes.JsonNode.Parse(stream!)!;
        root["rules"]!.AsArray().Remove(root.Entry("rules", rule));
        return root.ToJsonString();
    }
}
