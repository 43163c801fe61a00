using CreditGate.Actors.Ledger;
using CreditGate.Actors.Retention;
using CreditGate.Domain;
using CreditGate.Domain.Evidence.Log;
using CreditGate.Domain.Evidence.Rows;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Retention;
using CreditGate.Domain.Standings;
using CreditGate.Silo.Tests.Evidence;
using CreditGate.Silo.Tests.Receipts;
using CreditGate.Verify.Audit;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CreditGate.Silo.Tests.Ledger;

/// <summary>What every implementation of the ledger owes who keeps and who removes content, and what the auditor says of it.</summary>
public abstract class RetentionLedgerContract(ILedgerUnderTest ledger) : IDisposable
{
    private readonly SealedLedger _sealed = new(ledger);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>After every receipt of the tests.</summary>
    private static DateTimeOffset Later { get; } = Sample.Instant.AddYears(7);

    public void Dispose()
    {
        _sealed.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Expired_LosesItsContent_AndKeepsItsProof()
    {
        await _sealed.Fill();
        var page = await ledger.Retention.RemoveReceipts(new ExpiredReceipts(Removal(), 100));
        await _sealed.Seal();

        Assert.Equal((18, 18, 0), (page.Looked, page.Removed, page.Held));
        Assert.Equal(0, ledger.Scalar("SELECT COUNT(*) FROM receipt WHERE length(salt) > 0 OR length(payload) > 81 OR business_number IS NOT NULL OR request_id IS NOT NULL"));
        var report = _sealed.AuditAfter();
        Assert.Empty(report.Findings.Named);
        Assert.Equal((18, 18), (report.Receipts, report.Removed));
        var receipt = (await ledger.History.Receipts(Guid.Empty, Guid.AllBitsSet, 1, Cancellation))[0];
        Assert.True(receipt.ToRow().IsRemoved);
        Assert.Equal(RemovalGround.Expired, (await ledger.Retention.RemovalOf(receipt.ToRow().Entry, Cancellation))?.Ground);
        Assert.Null((await ledger.History.Glances(receipt.Segment, 0, 1, Cancellation))[0].Gist);
    }

    [Fact]
    public async Task Pages_AreBounded_AndGoOnWhereTheyEnded_ThroughARestart()
    {
        await _sealed.Fill(rounds: 1, rows: 7);

        Assert.Equal(3, (await ledger.Retention.RemoveReceipts(new ExpiredReceipts(Removal(), 3))).Removed);
        ledger.Restart();
        Assert.Equal(3, (await ledger.Retention.RemoveReceipts(new ExpiredReceipts(Removal(), 3))).Removed);
        Assert.Equal(1, (await ledger.Retention.RemoveReceipts(new ExpiredReceipts(Removal(), 3))).Removed);
        Assert.Equal(0, (await ledger.Retention.RemoveReceipts(new ExpiredReceipts(Removal(), 3))).Looked);
        Assert.Equal(3, ledger.Scalar("SELECT COUNT(*) FROM declaration WHERE kind = 'Removal'"));
    }

    /// <summary>The ledger fails in the middle of a page, when the receipts are written and the act is not yet.</summary>
    [Fact]
    public async Task APageThatFails_LeavesNothingHalfDone_AndIsRepeatedWhole()
    {
        await _sealed.Fill(rounds: 1, rows: 5);
        Run("ALTER TABLE removed_run RENAME TO removed_run_away");
        await Assert.ThrowsAnyAsync<Exception>(() => ledger.Retention.RemoveReceipts(new ExpiredReceipts(Removal(), 100)));

        Assert.Equal(5, ledger.Scalar("SELECT COUNT(*) FROM receipt WHERE length(salt) > 0"));
        Assert.Equal(0, ledger.Scalar("SELECT COUNT(*) FROM declaration"));
        Assert.Equal(0, ledger.Scalar("SELECT COUNT(*) FROM retention_cursor"));

        Run("ALTER TABLE removed_run_away RENAME TO removed_run");
        ledger.Restart();
        Assert.Equal(5, (await ledger.Retention.RemoveReceipts(new ExpiredReceipts(Removal(), 100))).Removed);
        await _sealed.Seal();
        Assert.Empty(_sealed.AuditAfter().Findings.Named);
    }

    [Fact]
    public async Task Sweeps_ThatRace_RemoveEachReceiptOnce()
    {
        await _sealed.Fill(rounds: 1, rows: 40);

        var removed = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(Sweep, Cancellation)));
        await _sealed.Seal();

        Assert.Equal(40, removed.Sum());
        Assert.Equal(40, ledger.Scalar("SELECT SUM(last - first + 1) FROM removed_run"));
        Assert.Empty(_sealed.AuditAfter().Findings.Named);

        async Task<int> Sweep()
        {
            var sum = 0;
            RemovedPage page;
            do
            {
                page = await ledger.Retention.RemoveReceipts(new ExpiredReceipts(Removal(), 7));
                sum += page.Removed;
            }
            while (page.Looked > 0);
            return sum;
        }
    }

    [Fact]
    public async Task NotExpired_IsLeftAlone()
    {
        await _sealed.Fill(rounds: 1);

        var page = await ledger.Retention.RemoveReceipts(new ExpiredReceipts(Removal() with { Before = Sample.Instant.AddYears(-1) }, 100));

        Assert.Equal((0, 0), (page.Looked, page.Removed));
        Assert.Equal(0, ledger.Scalar("SELECT COUNT(*) FROM declaration"));
    }

    [Fact]
    public async Task Held_IsNotRemoved_UntilTheHoldIsReleased()
    {
        await _sealed.Fill(rounds: 1);
        var some = (await ledger.History.Receipts(Guid.Empty, Guid.AllBitsSet, 100, Cancellation))[2];
        var hold = Hold(new HoldScope { Subject = some.Subject, From = some.At, To = some.At.AddTicks(1) });
        var covered = (await ledger.History.Receipts(Guid.Empty, Guid.AllBitsSet, 100, Cancellation)).Count(other => other.Subject == some.Subject && other.At == some.At);
        await ledger.Retention.Place(hold);

        var held = await ledger.Retention.RemoveReceipts(new ExpiredReceipts(Removal(), 100));
        var again = await ledger.Retention.RemoveReceipts(new ExpiredReceipts(Removal(), 100));
        var released = await ledger.Retention.Release(Release(hold));
        var after = await ledger.Retention.RemoveReceipts(new ExpiredReceipts(Removal(), 100));
        await _sealed.Seal();

        Assert.Equal((6 - covered, covered), (held.Removed, held.Held));
        Assert.Equal(0, again.Removed);
        Assert.True(released);
        Assert.Equal((covered, 0), (after.Removed, after.Held));
        Assert.False(await ledger.Retention.Release(Release(hold)));
        Assert.Equal((hold.Id, false), ((await ledger.Retention.Holds(Cancellation))[0].Id, (await ledger.Retention.Holds(Cancellation))[0].Stands));
        Assert.Empty(_sealed.AuditAfter().Findings.Named);
    }

    [Fact]
    public async Task AHoldAndARemoval_ThatRace_AreOneAfterTheOther()
    {
        await _sealed.Fill(rounds: 1, rows: 30);
        var hold = Hold(new HoldScope { From = Sample.Instant.AddYears(-1), To = Later });

        var pages = Task.Run(async () =>
        {
            var removed = 0;
            for (var page = 0; page < 15; page++)
            {
                removed += (await ledger.Retention.RemoveReceipts(new ExpiredReceipts(Removal(), 2))).Removed;
            }

            return removed;
        }, Cancellation);
        await ledger.Retention.Place(hold);
        var removed = await pages;

        // Every removal stands in the log before the hold: what is declared after it would have broken it.
        var placedAt = ledger.Scalar("SELECT sequence FROM declaration WHERE kind = 'LegalHold'");
        Assert.Equal(0, ledger.Scalar($"SELECT COUNT(*) FROM declaration WHERE kind = 'Removal' AND sequence > {placedAt}"));
        Assert.Equal(30 - removed, ledger.Scalar("SELECT COUNT(*) FROM receipt WHERE length(salt) > 0"));
    }

    [Fact]
    public async Task Feedback_GoesWithItsReceipt()
    {
        await _sealed.Fill(rounds: 1, rows: 2);
        var receipt = (await ledger.History.Receipts(Guid.Empty, Guid.AllBitsSet, 1, Cancellation))[0];
        await ledger.Feedback.Take([SampleFeedback.Step(SampleFeedback.Task() with { Receipt = receipt.Id }, "M01")]);
        await _sealed.Seal();

        await ledger.Retention.RemoveReceipts(new ExpiredReceipts(Removal(), 100));
        await _sealed.Seal();

        Assert.Empty((await ledger.Feedback.Find([receipt.Id], Cancellation))[0].Given);
        Assert.True((await ledger.Evidence.FindFeedback(receipt.Id, "M01", Cancellation))!.IsRemoved);
        var report = _sealed.AuditAfter();
        Assert.Empty(report.Findings.Named);
        Assert.Equal(3, report.Removed);
    }

    [Fact]
    public async Task Removals_AreListed_NewestFirst()
    {
        await _sealed.Fill(rounds: 1, rows: 5);
        for (var page = 0; page < 3; page++)
        {
            await ledger.Retention.RemoveReceipts(new ExpiredReceipts(Removal(), 2));
        }

        var newest = await ledger.Retention.Removals(null, 2, Cancellation);
        var rest = await ledger.Retention.Removals(newest[^1].Declaration, 2, Cancellation);

        Assert.Equal([3L, 2L], newest.Select(static one => one.Declaration));
        Assert.Equal([1L], rest.Select(static one => one.Declaration));
        Assert.Equal(5, newest.Concat(rest).Sum(static one => one.Act.Rows.Sum(static run => run.Count)));
    }

    [Fact]
    public async Task ATruncatedRow_IsTold_WhoeverDidIt()
    {
        await _sealed.Fill(rounds: 1);
        await ledger.Retention.RemoveReceipts(new ExpiredReceipts(Removal(), 2));
        await _sealed.Seal();
        var whole = (await ledger.History.Receipts(Guid.Empty, Guid.AllBitsSet, 100, Cancellation))[^1];
        var mark = Hex(whole.ToRow().Removed());

        // By somebody who knows the form: the row is in order by itself, and no act names it.
        var taken = _sealed.AuditAfter($"UPDATE receipt SET payload = {mark}, salt = {Hex([])}, business_number = NULL, request_id = NULL, request_hash = NULL WHERE sequence = {whole.Sequence}");
        // The mark itself, altered.
        var altered = _sealed.AuditAfter($"UPDATE receipt SET payload = {Hex(RemovedContent.Of(new byte[32]))} WHERE sequence = 1");
        // What is left of the business number, left out with all digests in order, or of another receipt.
        var first = (await ledger.History.Receipts(Guid.Empty, Guid.AllBitsSet, 100, Cancellation))[0];
        var unnumbered = _sealed.AuditAfter($"UPDATE receipt SET payload = {Hex(RemovedContent.Of(RowHashes.NumberedContent(RemovedContent.Number(first.Payload), RemovedContent.Digest(first.Payload))))} WHERE sequence = {first.Sequence}");
        var renumbered = _sealed.AuditAfter($"UPDATE receipt SET payload = {Hex(RemovedContent.Of(RemovedContent.Number(whole.ToRow().Removed()), RemovedContent.Digest(first.Payload)))} WHERE sequence = {first.Sequence}");
        // A salt beside the mark.
        var salted = _sealed.AuditAfter($"UPDATE receipt SET salt = {Hex([1, 2])} WHERE sequence = 1");
        // A column that is still proven.
        var outcome = _sealed.AuditAfter("UPDATE receipt SET outcome = 'Proceed2' WHERE sequence = 2");
        // The act made to name less than was removed, or gone.
        var unnamed = _sealed.AuditAfter("DELETE FROM declaration WHERE kind = 'Removal'");
        var content = Assert.Single(taken.Findings.Named);

        Assert.Equal((FindingKind.ContentTaken, "receipt"), (content.Kind, content.Table));
        Assert.StartsWith($"{whole.Segment}/{whole.Sequence} ", content.Row, StringComparison.Ordinal);
        Assert.Equal(FindingKind.Altered, Assert.Single(altered.Findings.Named).Kind);
        Assert.Equal(FindingKind.Altered, Assert.Single(unnumbered.Findings.Named).Kind);
        Assert.Equal(FindingKind.Altered, Assert.Single(renumbered.Findings.Named).Kind);
        Assert.Equal(FindingKind.Altered, Assert.Single(salted.Findings.Named).Kind);
        Assert.Equal(FindingKind.Altered, Assert.Single(outcome.Findings.Named).Kind);
        Assert.Equal(2, unnamed.Findings.Named.Count(static finding => finding.Kind == FindingKind.ContentTaken));
        Assert.Contains(unnamed.Findings.Named, static finding => finding is { Table: "declaration", Kind: FindingKind.Truncated or FindingKind.Removed });
    }

    /// <summary>Whoever takes what is not over yet is convicted by the act itself.</summary>
    [Fact]
    public async Task AnActThatNamesRowsYoungerThanItSays_IsTold()
    {
        await _sealed.Fill(rounds: 1, rows: 1);
        var receipt = (await ledger.History.Receipts(Guid.Empty, Guid.AllBitsSet, 1, Cancellation))[0];
        await ledger.Retention.Place(Removal() with { Before = receipt.At, Rows = [new EntryRun(LogEntry.Receipt, receipt.Segment, 1, 1)] });
        await _sealed.Seal();

        var finding = Assert.Single(_sealed.AuditAfter(
            Truncate(receipt)).Findings.Named);

        Assert.Equal(FindingKind.ContentTaken, finding.Kind);
        Assert.Contains("younger", finding.Row, StringComparison.Ordinal);
    }

    /// <summary>A node that passes over holds: its own acts, beside the hold's, convict it.</summary>
    [Fact]
    public async Task ContentThatWasRemovedUnderAHold_IsTold()
    {
        await _sealed.Fill(rounds: 1, rows: 6);
        var receipts = (await ledger.History.Receipts(Guid.Empty, Guid.AllBitsSet, 100, Cancellation)).OrderBy(static receipt => receipt.Sequence).ToArray();
        var (released, covers, other, byCase, otherCase) = (
            Hold(new HoldScope { From = Sample.Instant.AddYears(-1), To = Later }), Hold(new HoldScope { Subject = receipts[2].Subject, From = receipts[2].At, To = Later }),
            Hold(new HoldScope { Subject = Sample.Subject().Value }), Hold(new HoldScope { BusinessNumber = receipts[1].BusinessNumber, Matter = receipts[1].Matter }),
            Hold(new HoldScope { BusinessNumber = receipts[1].BusinessNumber + "之二" }));
        await ledger.Retention.Place(released);
        Assert.True(await ledger.Retention.Release(Release(released)));
        await ledger.Retention.Place(other);
        await ledger.Retention.Place(otherCase);
        await ledger.Retention.Place(byCase);
        await ledger.Retention.Place(Names(receipts[1]));
        Assert.True(await ledger.Retention.Release(Release(byCase)));
        await ledger.Retention.Place(covers);
        await ledger.Retention.Place(Names(receipts[2]));
        Assert.True(await ledger.Retention.Release(Release(covers)));
        await ledger.Retention.Place(Names(receipts[3]));
        await ledger.Retention.Place(Hold(new HoldScope { Subject = receipts[3].Subject, BusinessNumber = receipts[3].BusinessNumber }));      // too late
        await _sealed.Seal();

        var report = _sealed.AuditAfter([.. receipts[1..4].Select(Truncate)]);

        Assert.All(report.Findings.Named, static finding => Assert.Equal((FindingKind.HeldRemoved, "receipt"), (finding.Kind, finding.Table)));
        Assert.Equal(receipts[1..3].Select(static receipt => $"{receipt.Segment}/{receipt.Sequence} (id {receipt.Id})"), report.Findings.Named.Select(static finding => finding.Row));
        Assert.Equal((1, 0), (report.Removed, report.Untold));
    }

    [Fact]
    public async Task HeldByBusinessNumber_IsNotRemoved_AndTheAuditorAgrees()
    {
        await _sealed.Ship([SampleReceipt.Of("示例请求1") with { BusinessNumber = "示例1号" }, SampleReceipt.Of("示例请求2") with { BusinessNumber = "示例2号" }, SampleReceipt.Of()]);
        await ledger.Retention.Place(Hold(new HoldScope { BusinessNumber = "示例1号" }));

        var page = await ledger.Retention.RemoveReceipts(new ExpiredReceipts(Removal(), 100));
        await _sealed.Seal();

        Assert.Equal((2, 1), (page.Removed, page.Held));
        Assert.Equal(1, ledger.Scalar("SELECT COUNT(*) FROM receipt WHERE business_number = '示例1号'"));
        var report = _sealed.AuditAfter();
        Assert.Empty(report.Findings.Named);
        Assert.Equal((2, 0), (report.Removed, report.Untold));
    }

    /// <summary>Their numbers left without a trace. That is no fault of whoever removed them, and it is said.</summary>
    [Fact]
    public async Task OfReceiptsOfAnEarlierRelease_ItIsSaidThatAHoldByNumberCannotBeTold()
    {
        var receipts = EarlierReceipts.Of(SampleReceipt.Of("示例请求1"), SampleReceipt.Of("示例请求2") with { Matter = "示例另一事项" });
        await ledger.Receipts.AddReceipts(receipts);
        await ledger.Retention.Place(Hold(new HoldScope { BusinessNumber = receipts[0].BusinessNumber, Matter = receipts[0].Matter }));
        await ledger.Retention.Place(Names(receipts[0]));
        await ledger.Retention.Place(Names(receipts[1]));
        await _sealed.Seal();

        var report = _sealed.AuditAfter([.. receipts.Select(Truncate)]);

        Assert.Empty(report.Findings.Named);
        Assert.Equal((2, 1), (report.Removed, report.Untold));
    }

    [Fact]
    public async Task AHistoryThatWasRemovedUnderAHold_OrByAnActAboutAnother_IsTold()
    {
        var (held, mistaken) = (Sample.Subject(), Sample.Subject());
        await ledger.Subjects.Append(Sample.Append(held, 0, "示例1"));
        await ledger.Subjects.Append(Sample.Append(mistaken, 0, "示例1", "示例2"));
        await ledger.Retention.Place(Hold(new HoldScope { Subject = held.Value }));
        var erasure = Removal() with { Before = null, Ground = RemovalGround.Erasure };
        await ledger.Retention.Place(erasure with { Subject = held.Value, Below = 2, Rows = [new EntryRun(LogEntry.Event, "", 1, 1)] });
        await ledger.Retention.Place(erasure with { Subject = held.Value, Below = 9, Rows = [new EntryRun(LogEntry.Event, "", 2, 2)] });
        await ledger.Retention.Place(erasure with { Subject = mistaken.Value, Below = 2, Rows = [new EntryRun(LogEntry.Event, "", 3, 3)] });
        await _sealed.Seal();

        using var connection = ledger.Connect();
        var rows = new Verify.Ledgers.LedgerRows(connection, ledger.EventOrder).Events().ToArray();
        var findings = _sealed.AuditAfter([.. rows.Select(row => $"UPDATE event SET payload = {Hex(row.Removed())}, salt = {Hex([])} WHERE position = {row.Position}")]).Findings.Named;

        Assert.Equal(
            [(FindingKind.HeldRemoved, ""), (FindingKind.ContentTaken, "of another subject"), (FindingKind.ContentTaken, "of a later version")],
            findings.Select(static finding => (finding.Kind, finding.Row.Contains("than the act", StringComparison.Ordinal) ? finding.Row.Split(", ")[^1].Split(" than")[0] : "")));
    }

    [Fact]
    public async Task ContentThatIsPutBack_IsTold()
    {
        await _sealed.Fill(rounds: 1, rows: 1);
        var before = (await ledger.History.Receipts(Guid.Empty, Guid.AllBitsSet, 1, Cancellation))[0];
        await ledger.Retention.RemoveReceipts(new ExpiredReceipts(Removal(), 100));
        await _sealed.Seal();

        var report = _sealed.AuditAfter(
            $"UPDATE receipt SET payload = {Hex(before.Payload)}, salt = {Hex(before.Salt)}, business_number = {Text(before.BusinessNumber)}, request_id = {Text(before.RequestId)}, request_hash = {Hex(before.RequestHash)}");

        Assert.Equal(FindingKind.ContentPutBack, Assert.Single(report.Findings.Named).Kind);
    }

    [Fact]
    public async Task Sweep_RemovesWhatIsOver_AndNothingWhenKeptForGood()
    {
        await _sealed.Fill(rounds: 1, rows: 3);
        var clock = new PlatformClock(new FakeTimeProvider(Later));

        Assert.Equal(0, await new RetentionSweep(ledger.Retention, RetentionPeriods.Read(new Dictionary<string, string?> { ["receipts"] = "never" }, out _), clock).Sweep(Cancellation));
        Assert.Equal(0, await new RetentionSweep(ledger.Retention, RetentionPeriods.Read(new Dictionary<string, string?> { ["receipts"] = "P8Y" }, out _), clock).Sweep(Cancellation));
        Assert.Equal(3, await new RetentionSweep(ledger.Retention, RetentionPeriods.Default, clock).Sweep(Cancellation));
    }

    [Fact]
    public async Task History_LosesItsContent_WithWhatFollowsFromIt_AndKeepsItsProof()
    {
        var person = SubjectKey.OfPerson(Guid.NewGuid());
        await ledger.Persons.FindOrAdd(1, [1, 2, 3], new IndexedPerson(Guid.ParseExact(person.Value[2..], "N"), [4], "示*"));
        await ledger.Subjects.Append(Sample.Append(person, 0, "示例1", "示例2", "示例3"));
        await _sealed.Fill(rounds: 1, rows: 2);
        var erasure = Act(RetentionActKind.Erased) with { At = Sample.Instant, Subject = person.Value, Legal = ErasureGround.ConsentWithdrawn, Reason = "示例", Authority = "示例决定1号" };
        await ledger.Retention.Order(erasure);
        await ledger.Subjects.Append(new SubjectAppend(person, 3, [new SubjectErased { At = Sample.Instant.AddMinutes(1), Actor = "示例凭据", Erasure = erasure.Id }], [], []));

        var below = await ledger.Retention.ErasedAt(erasure, Cancellation);
        var removal = Removal() with { Before = null, Ground = RemovalGround.Erasure, Of = erasure.Id, Subject = person.Value };
        Assert.Equal(2, (await ledger.Retention.RemoveHistory(removal, below, 2)).Removed);
        ledger.Restart();
        Assert.Equal(1, (await ledger.Retention.RemoveHistory(removal, below, 2)).Removed);
        Assert.Equal(0, (await ledger.Retention.RemoveHistory(removal, below, 2)).Looked);
        await _sealed.Seal();

        var events = await ledger.Subjects.Read(person, 0, Cancellation);
        var standing = Standing.Fold(person, events.Select(static stored => stored.Event));
        Assert.Equal((4, 4, true), (below, standing.Version, standing.Records.IsEmpty));
        Assert.Equal(["ContentRemoved", "ContentRemoved", "ContentRemoved", "SubjectErased"], events.Select(static stored => stored.Event.GetType().Name));
        Assert.Equal(2, ledger.Scalar("SELECT COUNT(*) FROM record"));      // the neighbour's
        Assert.Equal(1, ledger.Scalar("SELECT COUNT(*) FROM person WHERE masked_name = ''"));
        Assert.NotNull(await ledger.Persons.Find(1, [1, 2, 3], Cancellation));
        var report = _sealed.AuditAfter();
        Assert.Empty(report.Findings.Named);
        Assert.Equal(3, report.Removed);
        Assert.Null((await ledger.Retention.Erasures(Cancellation))[0].FinishedAt);
        await ledger.Retention.Finish((await ledger.Retention.Erasures(Cancellation))[0], Later);
        Assert.Equal(Later, (await ledger.Retention.Erasures(Cancellation))[0].FinishedAt);

        // A mark with anything else in it.
        using var connection = ledger.Connect();
        var mark = new Verify.Ledgers.LedgerRows(connection, ledger.EventOrder).Events().First(static row => row.IsRemoved);
        var stuffed = _sealed.AuditAfter($"UPDATE event SET payload = {Hex(RemovedContent.Of(new byte[NumberDigest.Length], RemovedContent.Digest(mark.Payload)))} WHERE position = {mark.Position}");
        Assert.Contains(stuffed.Findings.Named, static finding => finding is { Kind: FindingKind.Altered, Table: "event" });

        // What is taken from another's history has no act.
        var taken = _sealed.AuditAfter("DELETE FROM removed_run", "DELETE FROM declaration WHERE kind = 'Removal'");
        Assert.Equal(3, taken.Findings.Named.Count(static finding => finding is { Kind: FindingKind.ContentTaken, Table: "event" }));
    }

    [Fact]
    public async Task HeldHistory_IsNotRemoved()
    {
        var person = SubjectKey.OfPerson(Guid.NewGuid());
        await ledger.Subjects.Append(Sample.Append(person, 0, "示例1"));
        await ledger.Retention.Place(Hold(new HoldScope { Subject = person.Value }));

        var page = await ledger.Retention.RemoveHistory(Removal() with { Before = null, Subject = person.Value }, 2, 10);

        Assert.Equal((0, 1), (page.Removed, page.Held));
        Assert.Equal(1, ledger.Scalar("SELECT COUNT(*) FROM event WHERE length(salt) > 0"));
    }

    [Fact]
    public async Task Persons_AreGoneThroughInTurn_AndBegunAnewAfterTheLast()
    {
        SubjectKey[] keys = [.. Enumerable.Range(0, 5).Select(static _ => SubjectKey.OfPerson(Guid.NewGuid()))];
        string[] persons = [.. keys.Select(static key => key.Value).Order(StringComparer.Ordinal)];
        foreach (var key in keys)
        {
            await ledger.Subjects.Append(Sample.Append(key, 0, "示例1"));
        }

        Assert.Equal(persons[..2], await Next());
        ledger.Restart();
        Assert.Equal(persons[2..4], await Next());
        Assert.Equal(persons[4..], await Next());
        Assert.Equal(persons[..2], await Next());

        async Task<IReadOnlyList<string>> Next() => (await ledger.Retention.NextHeard(RetainedKind.Persons, Sample.Instant.AddYears(1), 2)).Quiet;
    }

    private static RetentionAct Removal() => Act(RetentionActKind.Removed) with { Ground = RemovalGround.Expired, Before = Later };

    private static RetentionAct Hold(HoldScope scope) => Act(RetentionActKind.HoldPlaced) with { Scope = scope, Reason = "示例诉讼", Authority = "示例函1号" };

    private static RetentionAct Release(RetentionAct hold) => Act(RetentionActKind.HoldReleased) with { Of = hold.Id, Reason = "示例结案", Authority = "示例函2号" };

    private static RetentionAct Act(RetentionActKind kind) => new()
    {
        Id = Guid.CreateVersion7(Later),
        Kind = kind,
        At = Later,
        Organisation = "D01",
        Credential = "示例凭据",
    };

    private static RetentionAct Names(StoredReceipt receipt) => Removal() with { Rows = [new EntryRun(LogEntry.Receipt, receipt.Segment, receipt.Sequence, receipt.Sequence)] };

    private string Truncate(StoredReceipt receipt) =>
        $"UPDATE receipt SET payload = {Hex(receipt.ToRow().Removed())}, salt = {Hex([])}, business_number = NULL, request_id = NULL, request_hash = NULL WHERE sequence = {receipt.Sequence}";

    private void Run(string statement)
    {
        using var connection = ledger.Connect();
        SealedLedger.Run(connection, statement);
    }

    private string Hex(byte[]? bytes) => bytes is null ? "NULL" : ledger.EventOrder == "position" ? $"x'{Convert.ToHexString(bytes)}'" : $"'\\x{Convert.ToHexString(bytes)}'::bytea";

    private static string Text(string? text) => text is null ? "NULL" : $"'{text}'";
}
