using System.Collections.Immutable;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Feedback;
using Xunit;

namespace CreditGate.Domain.Tests.Feedback;

public sealed class CheckDeskTests
{
    private static readonly Edition Edition = CatalogueLoader.Load().At(new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero));

    /// <summary>A Thursday; five working days later the Spring Festival of 2026, 15 to 23 February, lies in between.</summary>
    private static readonly DateTimeOffset Decided = new(2026, 2, 12, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Give_ClosesTheCheck_WithTheLastOfItsCodes()
    {
        var task = Due("I01", "M01.02");

        var half = CheckDesk.Give(task, [], [Line("M01.02")]);
        var whole = CheckDesk.Give(half.Task, half.Entered, [Line("I01")]);

        Assert.Equal(("FeedbackDue", 2), (half.Task.State, half.Task.Version));
        Assert.Equal(("Closed", false, 3), (whole.Task.State, whole.Task.IsOpen, whole.Task.Version));
    }

    [Fact]
    public void Give_ChangesNothing_WhenTheSameIsSaidAgain_AndRefusesOtherContent()
    {
        var given = CheckDesk.Give(Due("M01.02"), [], [Line("M01.02")]);

        var again = CheckDesk.Give(given.Task, given.Entered, [Line("M01.02") with { At = Decided.AddDays(3), Credential = "另一凭据" }]);
        var other = CheckDesk.Give(given.Task, given.Entered, [Line("M01.02") with { Result = "示例：不同" }]);

        Assert.Equal((given.Task, true), (again.Task, again.Entered.IsEmpty));
        Assert.Null(again.Refusal);
        Assert.Equal("feedback-given", other.Refusal!.Code);
    }

    [Theory]
    [InlineData(FeedbackAction.Applied, null, null)]
    [InlineData(FeedbackAction.AlreadyInForce, null, null)]
    [InlineData(FeedbackAction.NotApplied, null, "reason-if-different")]
    [InlineData(FeedbackAction.PartlyApplied, null, "reason-if-different")]
    [InlineData(FeedbackAction.NotApplied, "示例理由", null)]
    public void Give_AsksForTheReason_WhenWhatWasDoneDiffers(FeedbackAction action, string? reason, string? refusal) =>
        Assert.Equal(refusal, CheckDesk.Give(Due("M01.02"), [], [Line("M01.02") with { Action = action, Reason = reason }]).Refusal?.Code);

    [Fact]
    public void Passed_IsOverdue_FromTheFirstInstantAfterTheLastDay_AndLateFeedbackStaysLate()
    {
        var task = CheckDesk.Passed(Due("M01.02") with { DueOn = default }, Edition, Decided);
        Assert.Equal(new DateOnly(2026, 2, 26), task.DueOn);
        var ends = new DateTimeOffset(2026, 2, 27, 0, 0, 0, TimeSpan.FromHours(8));

        Assert.Equal("FeedbackDue", CheckDesk.Passed(task, Edition, ends.AddTicks(-1)).State);
        var late = CheckDesk.Passed(task, Edition, ends);
        Assert.Equal(("Overdue", true, (DateTimeOffset?)null), (late.State, late.IsOverdue, late.DueAt));

        var closed = CheckDesk.Give(late, [], [Line("M01.02") with { At = ends }]);
        Assert.Equal(("Closed", true, true), (closed.Task.State, closed.Task.IsOverdue, closed.Entered[0].IsLate));
    }

    [Fact]
    public void Passed_MovesTheLastDay_WhenTheCalendarSaysAnother()
    {
        var task = CheckDesk.Passed(Due("M01.02") with { DueOn = new DateOnly(2026, 2, 14) }, Edition, new DateTimeOffset(2026, 2, 15, 1, 0, 0, TimeSpan.Zero));

        Assert.Equal(("FeedbackDue", new DateOnly(2026, 2, 26), 2), (task.State, task.DueOn, task.Version));
    }

    private static CheckTask Due(params ImmutableArray<string> advised) => new()
    {
        Receipt = Guid.CreateVersion7(Decided),
        Organisation = "D24",
        Matter = "MT-C01",
        Edition = Edition.Id,
        DecidedAt = Decided,
        Advised = advised,
        DueOn = new DateOnly(2026, 2, 26),
        State = "FeedbackDue",
        Previous = "Answered",
        Version = 1,
    };

    private static GivenFeedback Line(string code) => new()
    {
        Receipt = Guid.Empty,
        Code = code,
        Organisation = "D24",
        Credential = "示例凭据",
        Action = FeedbackAction.Applied,
        Operator = "示例经办人",
        At = Decided.AddHours(1),
    };
}
