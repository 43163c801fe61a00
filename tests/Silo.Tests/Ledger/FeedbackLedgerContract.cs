using CreditGate.Actors.Feedback;
using CreditGate.Domain.Changes;
using CreditGate.Silo.Tests.Receipts;
using Xunit;

namespace CreditGate.Silo.Tests.Ledger;

/// <summary>What every implementation of the ledger owes to feedback.</summary>
public abstract class FeedbackLedgerContract(ILedgerUnderTest ledger) : IDisposable
{
    private IFeedbackLedger Feedback => ledger.Feedback;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        ledger.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Find_GivesTheTaskAsItStands_WithEverythingThatWasFedBack()
    {
        var task = SampleFeedback.Task();
        await Feedback.Take([SampleFeedback.Step(task)]);
        Assert.Equal([task.Receipt], await Feedback.Take([SampleFeedback.Step(task.Next("FeedbackDue") with { Given = ["M01.02"] }, "M01.02")]));
        await Feedback.Take([SampleFeedback.Step(SampleFeedback.Task(), "I01")]);

        var found = Assert.Single(await Feedback.Find([task.Receipt, Guid.NewGuid()], Cancellation));

        Assert.Equal(("FeedbackDue", 2, "M01.02"), (found.Task.State, found.Task.Version, Assert.Single(found.Task.Given)));
        Assert.Equal(SampleFeedback.Given(task, "M01.02"), Assert.Single(found.Given));
    }

    [Fact]
    public async Task Take_LeavesOutWhole_WhatHasMovedOnMeanwhile()
    {
        var (task, other) = (SampleFeedback.Task(), SampleFeedback.Task());
        await Feedback.Take([SampleFeedback.Step(task, "I01")]);

        var taken = await Feedback.Take([SampleFeedback.Step(task, "M01.02"), SampleFeedback.Step(other, "M01.02")]);
        var late = await Feedback.Take([SampleFeedback.Step(task.Next("Closed") with { Version = 3 }, "M01.02")]);

        Assert.Equal([other.Receipt], taken);
        Assert.Empty(late);
        Assert.Equal(["I01"], (await Feedback.Find([task.Receipt], Cancellation)).Single().Given.Select(static given => given.Code));
    }

    [Fact]
    public async Task Take_LetsOneOfManyWriters_MoveATask()
    {
        var task = SampleFeedback.Task();
        await Feedback.Take([SampleFeedback.Step(task)]);

        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() => Feedback.Take([SampleFeedback.Step(task.Next("FeedbackDue"), $"M{number}")]))));

        Assert.Single(taken, static receipts => receipts.Count == 1);
        Assert.Single((await Feedback.Find([task.Receipt], Cancellation)).Single().Given);
        Assert.Equal(1, ledger.Scalar("SELECT COUNT(*) FROM feedback"));
    }

    [Fact]
    public async Task List_IsByDepartmentAndState_PageByPage()
    {
        var tasks = new[]
        {
            SampleFeedback.Task(), SampleFeedback.Task("D23"), SampleFeedback.Task() with { State = "Closed" }, SampleFeedback.Task() with { State = "Overdue", IsOverdue = true },
        }.OrderBy(static task => task.Receipt.ToString(), StringComparer.Ordinal).ToArray();
        await Feedback.Take([.. tasks.Select(static task => SampleFeedback.Step(task))]);

        Assert.Equal(tasks.Select(static task => task.Receipt), await Listed(new(null, null, null, Guid.Empty, 10)));
        Assert.Equal(3, (await Listed(new("D24", null, null, Guid.Empty, 10))).Count);
        Assert.Equal(2, (await Listed(new("D24", true, null, Guid.Empty, 10))).Count);
        Assert.Single(await Listed(new("D24", false, null, Guid.Empty, 10)));
        Assert.Single(await Listed(new(null, null, true, Guid.Empty, 10)));
        Assert.Equal(tasks[1..3].Select(static task => task.Receipt), await Listed(new(null, null, null, tasks[0].Receipt, 2)));
    }

    [Fact]
    public async Task Due_IsWhoseLastDayPassed_LongestFirst_UntilItIsTold_WithAnEntryOfTheFeed()
    {
        var (first, second) = (SampleFeedback.Task(due: new DateOnly(2026, 3, 10)), SampleFeedback.Task(due: new DateOnly(2026, 3, 9)));
        await Feedback.Take([SampleFeedback.Step(first), SampleFeedback.Step(second), SampleFeedback.Step(SampleFeedback.Task(due: new DateOnly(2026, 3, 11)))]);
        var now = new DateTimeOffset(2026, 3, 11, 0, 0, 0, TimeSpan.FromHours(8));

        Assert.Equal([second.Receipt, first.Receipt], (await Feedback.Due(now, 10, Cancellation)).Select(static task => task.Receipt));
        Assert.Equal([second.Receipt], (await Feedback.Due(now.AddTicks(-1), 10, Cancellation)).Select(static task => task.Receipt));

        var late = second.Next("Overdue") with { IsOverdue = true };
        await Feedback.Take([new FeedbackStep(late, [], new StandingChange { Kind = ChangeKind.FeedbackOverdue, At = now, Edition = "2023-05", Feedback = FeedbackChange.Of(late) })]);

        Assert.Equal([first.Receipt], (await Feedback.Due(now, 10, Cancellation)).Select(static task => task.Receipt));
        Assert.Equal(second.Receipt, Assert.Single(await ledger.Changes.Changes(0, 10, Cancellation)).Change.Feedback!.Receipt);
    }

    [Fact]
    public async Task Receipts_AreLookedThroughInTheirOrder_AndNeverBack()
    {
        using var spool = new SpoolFile();
        await spool.Spool.Append([.. Enumerable.Range(0, 5).Select(static _ => SampleReceipt.Of())]);
        var receipts = spool.Spool.Oldest(5);
        await ledger.Receipts.AddReceipts(receipts);
        var segment = receipts[0].Segment;

        Assert.Equal(receipts.Take(3).Select(static receipt => receipt.Id), (await ledger.History.Glances(segment, 0, 3, Cancellation)).Select(static receipt => receipt.Id));
        await Feedback.Take([], new LookedThrough(segment, 4));
        await Feedback.Take([], new LookedThrough(segment, 2));

        Assert.Equal(4, (await Feedback.Looked(Cancellation))[segment]);
        Assert.Equal([receipts[4].Id], (await ledger.History.Glances(segment, 4, 10, Cancellation)).Select(static receipt => receipt.Id));
    }

    private async Task<List<Guid>> Listed(CheckTaskQuery query) => [.. (await Feedback.List(query, Cancellation)).Select(static task => task.Receipt)];
}
