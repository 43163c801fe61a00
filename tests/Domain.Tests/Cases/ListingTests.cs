using CreditGate.Domain.Cases;
using CreditGate.Domain.Cases.Listings;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Records;
using CreditGate.Domain.Workflows;
using Xunit;

namespace CreditGate.Domain.Tests.Cases;

/// <summary>From a proposal to an entry on a list (名单列入).</summary>
public sealed class ListingTests
{
    private readonly Desk _desk = new();

    private ListingCase Listing => _desk.Standing.Cases.Values.OfType<ListingCase>().First();

    [Fact]
    public void Entry_StandsOnceItIsPublished_AndNotBefore()
    {
        Propose();
        Step("NotifySubject", statement: "示例：拟列入的事由、依据和权利");
        Step("Decide", reason: "示例：未陈述申辩");
        Assert.Equal(Outcome.Proceed, _desk.Check().Outcome);
        Assert.Empty(_desk.Standing.Records);

        Assert.Null(_desk.Step(Listing.Id, "Publish", "D01").Refusal);

        Assert.Equal(("Active", Outcome.Refuse), (Listing.State, _desk.Check().Outcome));
        var entry = Assert.IsType<ListEntryRecord>(Assert.Single(_desk.Standing.Records));
        Assert.Equal((Listing.Record, new DateOnly(2026, 5, 6), "《示例条例》第1条", "示例：拖欠"), (entry.Ref, entry.ListedOn, entry.Basis, entry.Reason));
    }

    [Theory]
    [InlineData("NotifySubject", "D22", null, "subject-told")]
    [InlineData("Decide", "D22", "NotifySubject", "defence-heard")]
    [InlineData("Publish", "D01", "Decide", "basis-present")]
    [InlineData("Discontinue", "D22", "Decide", "reason-given")]
    public void Step_NamesTheGuardThatFails(string happened, string organisation, string? after, string guard)
    {
        Propose(basis: null);
        foreach (var step in after is null ? [] : after == "Decide" ? (string[])["NotifySubject", "Decide"] : [after])
        {
            Step(step, "示例", "示例");
        }

        var before = Listing;
        Assert.Equal((Obstacle.Guard, guard), Refused(_desk.Step(Listing.Id, happened, organisation)));
        Assert.Equal(before, Listing);
    }

    [Fact]
    public void Publish_IsRefused_AgainstAnOppositeList()
    {
        _desk.Push(Desk.WageDefault());
        _desk.Ask(new ListingDraft { Case = "LE-1", Organisation = "D14", List = "R01", Number = "示税A1号", Basis = "示例" });
        _desk.Step("LE-1", "NotifySubject", "D14", statement: "示例");
        _desk.Step("LE-1", "Decide", "D14", "示例");

        Assert.Equal((Obstacle.Guard, "no-opposite-list"), Refused(_desk.Step("LE-1", "Publish", "D01")));
    }

    [Fact]
    public void Steps_AreTheUnitsOwn_AndThePublicationThePlatforms()
    {
        Propose();
        foreach (var stranger in (string[])["D01", "D13"])
        {
            Assert.Equal(Obstacle.Actor, _desk.Step(Listing.Id, "NotifySubject", stranger, "示例", "示例").Refusal!.Obstacle);
        }

        Step("NotifySubject", statement: "示例");
        Step("Decide", reason: "示例");
        Assert.Equal(Obstacle.Actor, _desk.Step(Listing.Id, "Publish", "D22").Refusal!.Obstacle);
        Assert.Equal(Obstacle.Actor, Draft("D13").Refusal!.Obstacle);
    }

    [Fact]
    public void AcceptedDefence_EndsTheCase_AndTheNumberIsFreeAgain()
    {
        Propose();
        Assert.Equal("case-open", Draft().Refusal!.Fault.Code);
        Step("NotifySubject", statement: "示例");
        Step("Discontinue", reason: "示例：申辩成立");

        Assert.Equal(("Withdrawn", true), (Listing.State, Listing.IsOver));
        Assert.Null(Draft().Refusal);
        Assert.Empty(_desk.Standing.Records);
    }

    [Fact]
    public void WhatIsPushedMeanwhile_IsNotPublishedTwice()
    {
        Propose();
        Step("NotifySubject", statement: "示例");
        Step("Decide", reason: "示例");
        _desk.Push(Desk.WageDefault());

        Assert.Equal((Obstacle.State, "already-listed"), Refused(_desk.Step(Listing.Id, "Publish", "D01")));
        Assert.Equal("already-listed", Draft().Refusal!.Fault.Code);
    }

    [Theory]
    [InlineData("L99", "no-such-list")]
    [InlineData("X01", "subject-kind")]
    public void Proposal_NamesWhatIsWrong(string list, string code) => Assert.Equal(code, Draft(organisation: "D01", list: list).Refusal!.Fault.Code);

    /// <summary>The unit's next revision of what the platform published is newer.</summary>
    [Fact]
    public void Listing_FollowsItsEntry()
    {
        Propose();
        Step("NotifySubject", statement: "示例");
        Step("Decide", reason: "示例");
        _desk.Step(Listing.Id, "Publish", "D01");
        _desk.Object(Listing.Record);
        Assert.Equal("UnderVerification", Listing.State);

        _desk.Push(Desk.WageDefault() with { Withdrawal = new WithdrawalMark(new DateOnly(2026, 5, 6), "示例") });

        Assert.Equal(("Withdrawn", Outcome.Proceed), (Listing.State, _desk.Check().Outcome));
    }

    private void Propose(string? basis = "《示例条例》第1条") => Assert.Null(Draft(basis: basis).Refusal);

    private CaseOutcome Draft(string organisation = "D22", string list = "L04", string? basis = "示例") => _desk.Ask(new ListingDraft
    {
        Case = _desk.NextNumber("LE"),
        Organisation = organisation,
        List = list,
        Number = "示人社列1号",
        Basis = basis,
        Grounds = "示例：拖欠",
    });

    private void Step(string happened, string? reason = null, string? statement = null) => Assert.Null(_desk.Step(Listing.Id, happened, "D22", reason, statement).Refusal);

    private static (Obstacle, string) Refused(CaseOutcome outcome) => (outcome.Refusal!.Obstacle, outcome.Refusal.Fault.Code);
}
