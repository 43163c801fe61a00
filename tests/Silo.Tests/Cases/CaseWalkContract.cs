using CreditGate.Actors.Cases;
using CreditGate.Actors.Coverage;
using CreditGate.Actors.Receipts;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Coverage;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Standings;
using CreditGate.Domain.Tests.Cases;
using CreditGate.Domain.Tests.Cases.Walking;
using CreditGate.Silo.Tests.Coverage;
using CreditGate.Silo.Tests.Ledger;
using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace CreditGate.Silo.Tests.Cases;

/// <summary>The random walks of the domain's tests on a real ledger: each turn is one append, the next one goes on from what the ledger holds, and the invariants hold of that.</summary>
public abstract class CaseWalkContract(Func<ILedgerUnderTest> open) : IDisposable
{
    private readonly ILedgerUnderTest _ledger = open();
    private readonly Dictionary<CoverageCell, long> _punctual = [];
    private int _walks;
    private long _receipts;

    private static int Walks => Environment.GetEnvironmentVariable("CREDITGATE_FULL") is null ? 20 : 400;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _ledger.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Invariants_HoldOfWhatTheLedgerHolds_AfterEveryStep()
    {
        await Walk.Of(10, 60).SampleAsync(Go, iter: Walks, threads: 1);

        Assert.NotEmpty(_punctual);
    }

    private async Task Go(Walk walk)
    {
        var number = ++_walks;
        var ground = Ground.Of(walk.IsClean, SubjectKey.Of(FictionalCodes.Entity(700_000 + number)), $"-{number}");
        var (kept, checks, decided) = (0, 0, 0);
        foreach (var act in walk.Acts.Prepend(new Waiting(0)))
        {
            var before = ground.Desk.Standing;
            act.On(ground);
            kept = await Keep(ground.Desk, kept);
            (checks, decided) = await Keep(ground.Cover, checks, decided);
            Invariants.Hold(before, ground);
        }

        await HoldCases(ground.Desk);
        await HoldCover(ground.Cover);
        await HoldPunctuality(ground.Desk);
        Assert.Null(_ledger.FirstBrokenEvent());
    }

    /// <summary>Appends the turns that are not in the ledger yet, and goes on from what is read back.</summary>
    private async Task<int> Keep(Desk desk, int kept)
    {
        foreach (var turn in desk.Turns.Skip(kept))
        {
            var after = turn.Events.Aggregate(turn.Before, static (standing, happened) => standing.Apply(happened));
            var append = CaseAppend.Of(turn.Before, turn.Before, new Domain.Cases.CaseOutcome(after, null, turn.Events, turn.Records, null), CatalogueLoader.Load(), turn.At);
            Assert.True((await _ledger.Subjects.Append(append)).Committed);
        }

        var history = await _ledger.Subjects.Read(desk.Standing.Key, 0, Cancellation);
        var read = Standing.Fold(desk.Standing.Key, history.Select(static stored => stored.Event));
        Invariants.HoldSame(desk, read);
        desk.Standing = read;
        return desk.Turns.Count;
    }

    private async Task<(int Checks, int Decided)> Keep(Cover cover, int checks, int decided)
    {
        var receipts = cover.Checks.Skip(checks).Select(known =>
            SampleCase.Receipt(known.Check.At, known.Number, Cover.Department, Cover.Matter, known.Check.Subject, "c2-示例", ++_receipts)).ToArray();
        if (receipts.Length > 0)
        {
            await _ledger.Receipts.AddReceipts(receipts);
        }

        if (cover.Reports.Count > decided)
        {
            await _ledger.Coverage.Report([.. cover.Reports.Skip(decided)]);
        }

        return (cover.Checks.Count, cover.Reports.Count);
    }

    /// <summary>What lists and the sweep read is what the events say.</summary>
    private async Task HoldCases(Desk desk)
    {
        foreach (var known in desk.Standing.Cases.Values)
        {
            var stored = await _ledger.Cases.Find(known.Id, Cancellation);
            Assert.Equal((desk.Standing.Key, known.State, known.DueAt, known.IsOver), (stored!.Subject, stored.Case.State, stored.Case.DueAt, stored.Case.IsOver));
        }
    }

    /// <summary>Rates that are about time, as they were counted along the way, against all histories so far.</summary>
    private async Task HoldPunctuality(Desk desk)
    {
        var history = await _ledger.Subjects.Read(desk.Standing.Key, 0, Cancellation);
        foreach (var count in PunctualityBruteForce.Of([.. history.Select(static stored => stored.Event)], desk.Edition))
        {
            _punctual[count.Cell] = _punctual.GetValueOrDefault(count.Cell) + count.Count;
        }

        var counted = (await _ledger.Coverage.Counts(0, 999_912, null, null, Cancellation)).Where(static count => count.Cell.Matter.Length == 0);
        Assert.Equal(Sorted(_punctual.Where(static count => count.Value != 0).Select(static count => new CoverageCount(count.Key, count.Value))), Sorted(counted));

        static IEnumerable<string> Sorted(IEnumerable<CoverageCount> counts) => counts.Select(static count => count.ToString()).Order(StringComparer.Ordinal);
    }

    /// <summary>INV-12 as the ledger counts it.</summary>
    private async Task HoldCover(Cover cover)
    {
        while (await new ReceiptSweep([new CaseChecks(_ledger.Coverage)], _ledger.History, _ledger.Evidence, NullLogger<ReceiptSweep>.Instance).Sweep(Cancellation))
        {
        }

        foreach (var known in cover.Decided)
        {
            var stored = (await _ledger.Coverage.Find(known.Key, Cancellation))!.Case;
            Assert.True(cover.IsMissed(known) == (stored.Timing is CheckTiming.Late or CheckTiming.Never), "INV-12");
        }
    }
}
