using CreditGate.Actors.Coverage;
using CreditGate.Actors.Ledger;
using CreditGate.Actors.Receipts;
using CreditGate.Domain.Coverage;
using CreditGate.Domain.Standings;
using CreditGate.Silo.Tests.Coverage;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace CreditGate.Silo.Tests.Ledger;

/// <summary>What every implementation of the ledger owes to decided cases and coverage.</summary>
public abstract class CoverageLedgerContract(ILedgerUnderTest ledger) : IDisposable
{
    private long _sequence;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ReceiptSweep Sweeper => new([new CaseChecks(ledger.Coverage)], ledger.History, ledger.Evidence, NullLogger<ReceiptSweep>.Instance);

    public void Dispose()
    {
        ledger.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Answers are valid for five days; the case is decided at a fixed instant.</summary>
    [Theory]
    [InlineData(CheckTiming.Never, new double[0])]
    [InlineData(CheckTiming.Late, new[] { 0.0 })]
    [InlineData(CheckTiming.Late, new[] { 2.0, 0.01 })]
    [InlineData(CheckTiming.InTime, new[] { -0.0001 })]
    [InlineData(CheckTiming.InTime, new[] { -4.9999 })]
    [InlineData(CheckTiming.Expired, new[] { -5.0 })]
    [InlineData(CheckTiming.Expired, new[] { -5.0, 1.0 })]
    [InlineData(CheckTiming.InTime, new[] { -9.0, -1.0, 1.0 })]
    public async Task Timing_FollowsFromTheAnswersOfTheCase_WhicheverCameFirst(CheckTiming expected, double[] days)
    {
        await Report(SampleCase.Of("示例先报"));
        await Answer([.. days.SelectMany(day => new[] { At(day, "示例先报"), At(day, "示例后报") })]);
        await Report(SampleCase.Of("示例后报"));

        Assert.Equal(expected, (await Find("示例先报")).Case.Timing);
        Assert.Equal(expected, (await Find("示例后报")).Case.Timing);
        Assert.Equal(2, Assert.Single(await Counts(), static count => count.Cell.Measure != CoverageMeasure.Answers).Count);
    }

    [Fact]
    public async Task Timing_TakesNoAnswerAboutAnother_OrOfAnother()
    {
        await Report(SampleCase.Of());
        await Answer(At(-1, subject: "示例他人"), At(-1, department: "D99"), At(-1, matter: "MT-A01"), At(-1, number: "示例办件2号"), At(-1, number: null), At(-1, subject: null));

        Assert.Equal(CheckTiming.Never, (await Find()).Case.Timing);
    }

    [Fact]
    public async Task Timing_GoesByTheNumber_WhenThePersonWasNotKnown()
    {
        await Report(SampleCase.Of("1") with { IsPerson = true }, SampleCase.Of("2") with { IsPerson = true, Subject = null });
        await Answer(At(-1, number: "1", subject: null), At(-1, number: "2", subject: "示例人"));

        Assert.Equal((CheckTiming.InTime, CheckTiming.InTime), ((await Find("1")).Case.Timing, (await Find("2")).Case.Timing));
    }

    /// <summary>Named before the ledger has it, before it was looked at, and after.</summary>
    [Fact]
    public async Task Timing_TakesTheReceiptThatTheCaseNames_WheneverItComes()
    {
        StoredReceipt[] receipts = [At(-1, number: null), At(-1, number: null), At(-1, number: null)];
        await Report(SampleCase.Of("1") with { Receipt = receipts[0].Id });
        await Ship(receipts[..2]);
        await Report(SampleCase.Of("2") with { Receipt = receipts[1].Id });
        Assert.Equal(CheckTiming.InTime, (await Find("2")).Case.Timing);
        await Sweep();
        await Answer(receipts[2]);
        await Report(SampleCase.Of("3") with { Receipt = receipts[2].Id }, SampleCase.Of("4", department: "D99") with { Receipt = receipts[2].Id });

        Assert.All(await Task.WhenAll(Find("1"), Find("2"), Find("3")), static file => Assert.Equal((CheckTiming.InTime, 1), (file.Case.Timing, file.Checks.Count)));
        Assert.Equal(CheckTiming.Never, (await ledger.Coverage.Find(new CaseKey("D99", "MT-C01", "4"), Cancellation))!.Case.Timing);
    }

    [Fact]
    public async Task Timing_LeavesTheReceipt_ThatANewerReportNamesNoMore()
    {
        var receipt = At(-1, number: null);
        await Answer(receipt);
        await Report(SampleCase.Of() with { Receipt = receipt.Id });
        await Report(SampleCase.Of());

        Assert.Equal(CheckTiming.Never, (await Find()).Case.Timing);
    }

    [Fact]
    public async Task Report_IsCreatedRevisedOrUnchanged_AsRevisionsSay()
    {
        var first = SampleCase.Of() with { Revision = 2 };
        var refused = first with { Decision = CaseDecision.Refused };

        Assert.Equal((RowOutcome.Created, null), await One(first));
        Assert.Equal((RowOutcome.Unchanged, null), await One(first with { ReportedAt = first.ReportedAt.AddDays(1) }));
        Assert.Equal((RowOutcome.Rejected, "revision-conflict"), await One(refused));
        Assert.Equal((RowOutcome.Unchanged, "superseded"), await One(refused with { Revision = 1 }));
        Assert.Equal((RowOutcome.Unchanged, "superseded"), await One(refused with { Revision = null }));
        Assert.Equal((RowOutcome.Unchanged, null), await One(first with { Revision = 3 }));
        Assert.Equal((RowOutcome.Rejected, "revision-conflict"), await One(refused with { Revision = 3 }));
        Assert.Equal((RowOutcome.Revised, null), await One(refused with { Revision = 4 }));
        Assert.Equal((RowOutcome.Withdrawn, null), await One(refused with { Revision = 5, IsWithdrawn = true }));
        Assert.Empty(await Counts());
        Assert.Equal((RowOutcome.Revised, null), await One(refused with { Revision = 6 }));
        Assert.Equal((CoverageMeasure.CasesNever, 1), Single(await Counts()));
        Assert.Equal(5, ledger.Scalar("SELECT COUNT(*) FROM declaration"));
    }

    [Fact]
    public async Task Report_MovesTheCount_WithTheMonthOfTheDecision()
    {
        await Report(SampleCase.Of() with { DecidedAt = new DateTimeOffset(2026, 3, 31, 15, 59, 0, TimeSpan.Zero) });
        await Report(SampleCase.Of() with { DecidedAt = new DateTimeOffset(2026, 3, 31, 16, 0, 0, TimeSpan.Zero) });      // midnight in China

        Assert.Equal(202604, Assert.Single(await Counts()).Cell.Month);
    }

    [Fact]
    public async Task Report_CountsApart_WhatNeedsNoCheck()
    {
        await Report(SampleCase.Of() with { MustCheck = false });

        Assert.Equal((CoverageMeasure.OtherCases, 1), Single(await Counts()));
    }

    [Fact]
    public async Task Take_CountsEveryReceiptOnce_HoweverOftenItIsTried()
    {
        await Report(SampleCase.Of());
        var page = new SeenPage("c2-示例", 0, 1, [SeenReceipt.Of(At(-1))!]);

        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ledger.Coverage.Take(page)));

        Assert.Single(taken, static once => once);
        Assert.False(await ledger.Coverage.Take(page));
        Assert.Equal([(CoverageMeasure.Answers, 1), (CoverageMeasure.CasesInTime, 1)], (await Counts()).Select(static count => (count.Cell.Measure, count.Count)));
    }

    /// <summary>Whichever of the two commits second must find the other.</summary>
    [Fact]
    public async Task Report_AndTake_FindEachOther_WhenTheyRace()
    {
        const int Pairs = 40;
        await Parallel.ForAsync(0, Pairs, Cancellation, async (pair, _) =>
        {
            var (number, segment) = ($"示例办件{pair}号", $"c2-示例{pair}");
            var receipt = SampleCase.Receipt(SampleCase.Decided.AddDays(-1), number, segment: segment);
            var (reported, taken) = (Report(SampleCase.Of(number)), ledger.Coverage.Take(new SeenPage(segment, 0, 1, [SeenReceipt.Of(receipt)!])));
            await reported;
            Assert.True(await taken);
        });

        Assert.Equal([(CoverageMeasure.Answers, Pairs), (CoverageMeasure.CasesInTime, Pairs)], (await Counts()).Select(static count => (count.Cell.Measure, (int)count.Count)));
    }

    [Fact]
    public async Task Cases_AreByTimingMonthAndMatter_PageByPage()
    {
        await Report(
            SampleCase.Of("1"), SampleCase.Of("2"), SampleCase.Of("3", matter: "MT-A01"), SampleCase.Of("4", department: "D99"),
            SampleCase.Of("5") with { DecidedAt = SampleCase.Decided.AddMonths(1) }, SampleCase.Of("6") with { IsWithdrawn = true }, SampleCase.Of("7"));
        await Answer(At(-1, number: "7"));
        var all = new CaseQuery("D12", CheckTiming.Never, 0, 999_912, null, null, 10);

        Assert.Equal(["3", "1", "2", "5"], await Numbers(all));
        Assert.Equal(["7"], await Numbers(all with { Timing = CheckTiming.InTime }));
        Assert.Equal(["1", "2", "5"], await Numbers(all with { Matter = "MT-C01" }));
        Assert.Equal(["5"], await Numbers(all with { FromMonth = 202604 }));
        Assert.Equal(["3"], await Numbers(all with { AtMost = 1 }));
        Assert.Equal(["2"], await Numbers(all with { AtMost = 1, After = new CasePlace(202603, "MT-C01", "1") }));
    }

    [Fact]
    public async Task Counts_AreOfTheMonthsDepartmentAndMatterAskedFor()
    {
        await Report(SampleCase.Of("1"), SampleCase.Of("2", department: "D99"), SampleCase.Of("3", matter: "MT-A01"), SampleCase.Of("4") with { DecidedAt = SampleCase.Decided.AddMonths(1) });

        Assert.Equal(4, (await Counts()).Sum(static count => count.Count));
        Assert.Equal(["D99"], (await ledger.Coverage.Counts(0, 999_912, "D99", null, Cancellation)).Select(static count => count.Cell.Department));
        Assert.Equal(["MT-A01"], (await ledger.Coverage.Counts(0, 999_912, null, "MT-A01", Cancellation)).Select(static count => count.Cell.Matter));
        Assert.Equal([202604], (await ledger.Coverage.Counts(202604, 202604, null, null, Cancellation)).Select(static count => count.Cell.Month));
    }

    private static (CoverageMeasure, long) Single(IReadOnlyList<CoverageCount> counts) => Assert.Single(counts) is var count ? (count.Cell.Measure, count.Count) : default;

    private StoredReceipt At(double days, string? number = "示例办件1号", string department = "D12", string matter = "MT-C01", string? subject = "示例主体") =>
        SampleCase.Receipt(SampleCase.Decided.AddDays(days), number, department, matter, subject, sequence: ++_sequence);

    private Task<IReadOnlyList<CaseOutcome>> Report(params DecidedCase[] cases) => ledger.Coverage.Report(cases);

    private async Task<(RowOutcome, string?)> One(DecidedCase reported) => Assert.Single(await Report(reported)) is var outcome ? (outcome.Outcome, outcome.Note?.Code) : default;

    private Task Ship(params StoredReceipt[] receipts) => ledger.Receipts.AddReceipts(receipts);

    private async Task Answer(params StoredReceipt[] receipts)
    {
        await Ship(receipts);
        await Sweep();
    }

    private async Task Sweep()
    {
        while (await Sweeper.Sweep(Cancellation))
        {
        }
    }

    private async Task<CaseFile> Find(string number = "示例办件1号") => (await ledger.Coverage.Find(new CaseKey("D12", "MT-C01", number), Cancellation))!;

    private async Task<IReadOnlyList<CoverageCount>> Counts() => await ledger.Coverage.Counts(0, 999_912, null, null, Cancellation);

    private async Task<IEnumerable<string>> Numbers(CaseQuery query) => (await ledger.Coverage.Cases(query, Cancellation)).Select(static known => known.Case.Number);
}
