using CreditGate.Actors.Ledger;
using CreditGate.Actors.Pushes;
using CreditGate.Domain.Records;
using Xunit;

namespace CreditGate.Silo.Tests.Ledger;

/// <summary>What every implementation of the ledger owes to push jobs.</summary>
public abstract class PushLedgerContract(ILedgerUnderTest ledger) : IDisposable
{
    private IPushLedger Pushes => ledger.Pushes;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        ledger.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Enter_ReturnsTheFirstJob_WhenItsKeyIsUsedAgain()
    {
        var job = SamplePush.Job();
        await Pushes.Enter(job);

        var again = await Pushes.Enter(SamplePush.Job());

        Assert.Equal((job.Id, 0L, false), (again.Job.Id, again.Progress.Step, again.IsCancelled));
        Assert.Equivalent(job, (await Pushes.Find(job.Id, Cancellation))?.Job, strict: true);
        Assert.Equal(job.Id, (await Pushes.Find(job.Credential, job.Key, Cancellation))?.Job.Id);
        Assert.Null(await Pushes.Find(job.Credential, "other", Cancellation));
    }

    [Fact]
    public async Task Find_GivesTheProgressBack_AsItWas()
    {
        var job = SamplePush.Job();
        await Pushes.Enter(job);
        var progress = new PushProgress { Step = 1, State = PushState.Running, Line = 7, Rows = 6, Rejected = 1, Relayed = ["D22"], StartedAt = Sample.Instant, Fault = JobFaults.SnapshotOutdated };

        await Pushes.Advance(new PushStep(job.Id, progress, [], []));

        Assert.Equivalent(progress, (await Pushes.Find(job.Id, Cancellation))?.Progress, strict: true);
    }

    [Fact]
    public async Task Lines_ComeInPages_InTheirOrder()
    {
        var job = SamplePush.Job();
        await Pushes.Enter(job);
        var lines = Enumerable.Range(1, 5).Reverse().Select(static line => new PushLine(PushLineKind.Rejected, line, [(byte)line])).ToList();
        await Pushes.Advance(new PushStep(job.Id, new PushProgress { Step = 1 }, lines, []));

        var page = await Pushes.Lines(job.Id, PushLineKind.Rejected, 2, 2, Cancellation);

        Assert.Equal([(3, 3), (4, 4)], page.Select(static line => (line.Line, (int)line.Payload[0])));
        Assert.Empty(await Pushes.Lines(job.Id, PushLineKind.Late, 0, 10, Cancellation));
    }

    [Fact]
    public async Task Advance_HasOneWinner_WhenTwoRunnersTakeTheSameStep()
    {
        var job = SamplePush.Job();
        await Pushes.Enter(job);

        var won = await Task.WhenAll(Pushes.Advance(SamplePush.Step(job, 1)), Pushes.Advance(SamplePush.Step(job, 1)));

        Assert.Single(won, true);
        Assert.False(await Pushes.Advance(SamplePush.Step(job, 3)));
        Assert.True(await Pushes.Advance(SamplePush.Step(job, 2)));
    }

    [Fact]
    public async Task Advance_IsRefused_WhenAnotherRunnerTookTheStepBeforeItOtherwise()
    {
        var job = SamplePush.Job();
        await Pushes.Enter(job);
        var taken = SamplePush.Step(job, 1);
        await Pushes.Advance(taken);

        Assert.False(await Pushes.Advance(SamplePush.Step(job, 2) with { Foreseen = taken.After with { Unchanged = 500 } }));
        Assert.True(await Pushes.Advance(SamplePush.Step(job, 2) with { Foreseen = taken.After }));
    }

    [Fact]
    public async Task Advance_OnlyEndsAJob_WhenItsCancellationWasAskedFor()
    {
        var job = SamplePush.Job();
        await Pushes.Enter(job);

        Assert.True(await Pushes.Cancel(job.Id));
        Assert.False(await Pushes.Advance(SamplePush.Step(job, 1)));
        Assert.True(await Pushes.Advance(SamplePush.Step(job, 1, PushState.Cancelled)));

        Assert.False(await Pushes.Cancel(job.Id));
        Assert.False(await Pushes.Advance(SamplePush.Step(job, 2)));
        Assert.Empty(await Pushes.Open(Cancellation));
    }

    [Fact]
    public async Task Open_ListsOldestFirst_AndOfOrganisationNewestFirst()
    {
        var jobs = Enumerable.Range(0, 3).Select(day => SamplePush.Job($"{day}", at: Sample.Instant.AddDays(day))).ToArray();
        foreach (var job in jobs.Reverse())
        {
            await Pushes.Enter(job);
        }

        await Pushes.Enter(SamplePush.Job("other", "XN1000002"));
        await Pushes.Advance(SamplePush.Step(jobs[1], 1, PushState.Completed));

        Assert.Equal([jobs[0].Id, jobs[2].Id], (await Pushes.Open(Cancellation)).Where(kept => kept.Job.Organisation == Sample.Source).Select(kept => kept.Job.Id));
        Assert.Equal([jobs[2].Id, jobs[1].Id], (await Pushes.OfOrganisation(Sample.Source, 2, Cancellation)).Select(kept => kept.Job.Id));
    }

    [Fact]
    public async Task Expire_ForgetsTheLinesOfEndedJobsOnly_WhenTheirTimeHasCome()
    {
        var (ended, open) = (SamplePush.Job("ended"), SamplePush.Job("open"));
        foreach (var job in (PushJob[])[ended, open])
        {
            await Pushes.Enter(job);
            await Pushes.Advance(SamplePush.Step(job, 1) with { Lines = [new PushLine(PushLineKind.Late, 1, [1]), new PushLine(PushLineKind.Late, 2, [2])] });
        }

        await Pushes.Advance(SamplePush.Step(ended, 2, PushState.Completed));

        Assert.Empty(await Pushes.Expire(ended.ExpiresAt.AddTicks(-1)));
        Assert.Equal([2], (await Pushes.Lines(ended.Id, PushLineKind.Late, 1, 10, Cancellation)).Select(line => line.Line));
        Assert.Equal([ended.Id], await Pushes.Expire(ended.ExpiresAt));
        Assert.Empty(await Pushes.Lines(ended.Id, PushLineKind.Late, 0, 10, Cancellation));
        Assert.Equal(2, (await Pushes.Lines(open.Id, PushLineKind.Late, 0, 10, Cancellation)).Count);
    }

    [Fact]
    public async Task Missing_IsWhatTheSourceHasAndTheSnapshotDoesNotName()
    {
        var job = SamplePush.Snapshot(Sample.Instant.AddHours(1));
        await Pushes.Enter(job);
        var named = Sample.Subject();
        await ledger.Subjects.Append(Sample.Append(named, 0, "named", "missing"));
        await Append(Sample.Penalty("newer") with { Revision = new Revision(2, job.AsOf.AddSeconds(1), 1) });
        await Append(Sample.Penalty("over") with { Until = new DateOnly(2026, 3, 1) });
        await Append(Sample.Penalty("removed") with { Removal = new RemovalMark(new DateOnly(2026, 3, 1), null) });
        await Append(Sample.Penalty("repaired") with { Repair = new RepairMark("示例", new DateOnly(2026, 3, 1)) });
        await Append(Sample.Penalty("other") with { Source = "XN1000002" });
        await Pushes.Advance(SamplePush.Step(job, 1) with { Named = [new NamedRecord(named.Value, "named"), new NamedRecord(named.Value, "named")] });

        Assert.Equal((3, 1), await Pushes.CountMissing(job, Cancellation));
        var (subject, record) = Assert.Single(await Pushes.Missing(job, "", 10, Cancellation));
        Assert.Equal((named, "missing"), (subject, record.Number));
    }

    [Fact]
    public async Task Missing_GivesASubjectWhole_WhenAPageEndsWithinIt()
    {
        var job = SamplePush.Snapshot(Sample.Instant.AddHours(1));
        await Pushes.Enter(job);
        var subjects = Enumerable.Range(0, 3).Select(_ => Sample.Subject()).OrderBy(subject => subject.Value, StringComparer.Ordinal).ToArray();
        foreach (var subject in subjects)
        {
            await ledger.Subjects.Append(Sample.Append(subject, 0, "1", "2", "3"));
        }

        var first = await Pushes.Missing(job, "", 4, Cancellation);
        var second = await Pushes.Missing(job, first[^1].Subject.Value, 4, Cancellation);

        Assert.Equal([subjects[0], subjects[1]], first.Select(found => found.Subject).Distinct());
        Assert.Equal(6, first.Count);
        Assert.Equal([subjects[2]], second.Select(found => found.Subject).Distinct());
    }

    private Task<AppendOutcome> Append(PublicCreditRecord record) => ledger.Subjects.Append(new(Sample.Subject(), 0, [Sample.Pushed(record)], [record], []));
}
