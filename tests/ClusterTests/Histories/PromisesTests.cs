using Xunit;

namespace CreditGate.ClusterTests.Histories;

/// <summary>The checker itself: it finds each kind of wrong history, and nothing in a right one.</summary>
public sealed class PromisesTests
{
    private static readonly DateTimeOffset Day = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void BrokenIn_IsEmpty_WhenEverythingFits() =>
        Assert.Empty(Broken([Pushed(1, 10, 20), Pushed(2, 30, 40)], [Checked(0, 0, 5), Checked(0, 11, 19), Checked(1, 21, 29), Checked(2, 31, 50)], 1, 2));

    [Theory]
    [InlineData(1, 15, 16, 0, 17, 25)]      // first the new version, then the old one again
    [InlineData(0, 21, 25, 0, 26, 27)]      // acknowledged before it was asked, and not seen
    public void BrokenIn_FindsAFreshCheckThatGoesBack(long first, int from, int to, long second, int secondFrom, int secondTo) =>
        Assert.Contains("linearizable", Broken([Pushed(1, 10, 20)], [Checked(first, from, to), Checked(second, secondFrom, secondTo)], 1));

    [Fact]
    public void BrokenIn_AllowsFreshChecksInAnyOrder_WhileTheyOverlap() =>
        Assert.Empty(Broken([Pushed(1, 10, 20)], [Checked(1, 12, 18), Checked(0, 11, 13)], 1));

    [Fact]
    public void BrokenIn_FindsFreshChecksThatNoOrderFits_ThoughEachAloneFits()
    {
        // The first push took effect before 12, so did not the second before 14; yet the last, begun at 15, sees neither.
        Push[] pushes = [Pushed(1, 10, 40), Pushed(2, 11, 41)];

        Assert.Contains("linearizable", Broken(pushes, [Checked(2, 12, 14), Checked(1, 15, 16)], 1, 2));
        Assert.Empty(Broken(pushes, [Checked(2, 12, 16), Checked(1, 15, 17)], 1, 2));
    }

    [Fact]
    public void BrokenIn_FindsVersionsThatContradictTheOrderOfTheirPushes() =>
        Assert.Contains("linearizable", Broken([Pushed(2, 10, 20), Pushed(1, 30, 40)], [], 1, 2));

    [Fact]
    public void BrokenIn_LetsAPushOfUnknownEndAppearLate_AndNotGoAgain()
    {
        Push[] pushes = [Pushed(1, 10, 20) with { End = PushEnd.Unknown, Version = 0 }];

        Assert.Empty(Broken(pushes, [Checked(0, 30, 40), Checked(1, 50, 60)], 1));
        Assert.Contains("linearizable", Broken(pushes, [Checked(1, 30, 40), Checked(0, 50, 60)], 1));
    }

    [Fact]
    public void BrokenIn_FindsAnAnswerFromTheFuture()
    {
        Assert.Contains("no future", Broken([Pushed(1, 10, 20)], [Checked(1, 5, 9) with { Consistency = Consistency.Default }], 1));
        Assert.Contains("no future", Broken([Pushed(1, 10, 20)], [Checked(2, 30, 40)], 1));
    }

    [Fact]
    public void BrokenIn_FindsAnAnswerBelowItsToken() =>
        Assert.Contains("at least", Broken([Pushed(1, 10, 20)], [Checked(0, 12, 15) with { Consistency = Consistency.AtLeast, AtLeast = 1 }], 1));

    [Fact]
    public void BrokenIn_FindsAnAnswerThatLacksWhatItConfirms()
    {
        var stale = Checked(0, 30, 40) with { Consistency = Consistency.Default };

        Assert.Contains("confirmed at", Broken([Pushed(1, 10, 20)], [stale with { ConfirmedAt = Day.AddMilliseconds(21) }], 1));
        Assert.Empty(Broken([Pushed(1, 10, 20)], [stale with { ConfirmedAt = Day.AddMilliseconds(19) }], 1));
    }

    [Fact]
    public void BrokenIn_FindsWrongMarks()
    {
        var old = Checked(1, 2_000, 2_010) with { ConfirmedAt = Day.AddMilliseconds(900) };

        Assert.Contains("unconfirmed", Broken([Pushed(1, 10, 20)], [old], 1));
        Assert.Contains("unconfirmed", Broken([Pushed(1, 10, 20)], [Checked(1, 30, 40) with { Unconfirmed = true }], 1));
        Assert.Empty(Broken([Pushed(1, 10, 20)], [old with { Unconfirmed = true }], 1));
    }

    [Fact]
    public void BrokenIn_FindsContentOfAnotherVersion() =>
        Assert.Contains("content", Broken([Pushed(1, 10, 20)], [Checked(1, 30, 40) with { Outcome = "even" }], 1));

    [Fact]
    public void BrokenIn_FindsAStaleDefault_OnlyWhenMembershipIsStable()
    {
        var stale = Checked(0, 30, 40) with { Consistency = Consistency.Default, ConfirmedAt = Day.AddMilliseconds(5) };

        Assert.Contains("read your writes", Broken([Pushed(1, 10, 20)], [stale], isStable: true, 1));
        Assert.Empty(Broken([Pushed(1, 10, 20)], [stale], 1));
    }

    [Fact]
    public void BrokenIn_FindsALostWrite()
    {
        Assert.Contains("no lost write", Broken([Pushed(1, 10, 20)], []));
        Assert.Contains("no lost write", Broken([Pushed(1, 10, 20), Pushed(2, 30, 40)], [], 2, 1));
    }

    [Fact]
    public void BrokenIn_FindsWhatShouldNotBeInTheLedger()
    {
        Assert.Contains("refused", Broken([Pushed(1, 10, 20) with { End = PushEnd.Refused }], [], 1));
        Assert.Contains("once", Broken([Pushed(1, 10, 20)], [], 1, 1));
        Assert.Contains("uninvited", Broken([Pushed(1, 10, 20)], [], 1, 7));
    }

    private static string[] Broken(Push[] pushes, Check[] checks, params long[] ledger) => Broken(pushes, checks, isStable: false, ledger);

    private static string[] Broken(Push[] pushes, Check[] checks, bool isStable, params long[] ledger) =>
        [.. new Promises(static revision => revision % 2 == 0 ? "even" : "odd").BrokenIn(new SubjectHistory(pushes, checks, ledger), isStable).Select(static broken => broken.Promise)];

    /// <summary>Revision and version are the same here; instants are milliseconds.</summary>
    private static Push Pushed(long version, int invoked, int returned) =>
        new(1, "a", TimeSpan.FromMilliseconds(invoked), TimeSpan.FromMilliseconds(returned), version, PushEnd.Acknowledged, version, Day.AddMilliseconds(returned));

    private static Check Checked(long version, int invoked, int returned) => new(
        1, "a", TimeSpan.FromMilliseconds(invoked), TimeSpan.FromMilliseconds(returned), Consistency.Fresh, 0,
        version, version % 2 == 0 ? "even" : "odd", Day.AddMilliseconds(returned), Day.AddMilliseconds(invoked), false, "grain", Guid.Empty);
}
