using CreditGate.Actors.Pushes;
using CreditGate.Domain.Records;
using CreditGate.Silo.Ledger.Sqlite;
using Xunit;

namespace CreditGate.Silo.Tests.Ledger;

public sealed class SqlitePushJobTests : IDisposable
{
    private readonly LedgerFile _file = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private SqlitePushLedger Pushes => new(_file.Ledger);

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task Enter_ReturnsTheFirstJob_WhenItsKeyComesAgain()
    {
        var first = Job(1, "一");

        await Pushes.Enter(first);
        var second = await Pushes.Enter(Job(2, "一"));

        Assert.Equal(first.Id, second.Job.Id);
        Assert.Null(await Pushes.Find(Job(2, "一").Id, Cancellation));
        Assert.Equal(first.Id, (await Pushes.Find("示例凭据", "一", Cancellation))?.Job.Id);
    }

    [Fact]
    public async Task Find_GivesTheJobAndItsProgressBack_AsTheyWere()
    {
        var job = Job(1, "一") with { List = "L04", Snapshot = new SnapshotScope(RecordKind.ListEntry, "L04", 10) };
        await Pushes.Enter(job);
        var progress = new PushProgress { Step = 1, State = PushState.Running, Line = 7, Rows = 6, Rejected = 1, Relayed = ["D22"], StartedAt = Sample.Instant, Fault = JobFaults.SnapshotOutdated };

        Assert.True(await Pushes.Advance(new PushStep(job.Id, progress, [], [])));
        var kept = await Pushes.Find(job.Id, Cancellation);

        Assert.Equal((job.Key, job.Snapshot, job.AsOf, job.File.Sha256), (kept!.Job.Key, kept.Job.Snapshot, kept.Job.AsOf, kept.Job.File.Sha256));
        Assert.Equal(progress with { Relayed = kept.Progress.Relayed }, kept.Progress);
        Assert.Equal(["D22"], kept.Progress.Relayed);
    }

    [Fact]
    public async Task Advance_IsRefused_WhenTheStepIsNotTheNext()
    {
        var job = Job(1, "一");
        await Pushes.Enter(job);
        await Pushes.Advance(new PushStep(job.Id, new PushProgress { Step = 1, State = PushState.Running }, [], []));

        Assert.False(await Pushes.Advance(new PushStep(job.Id, new PushProgress { Step = 1, State = PushState.Running, Line = 9 }, [new PushLine(PushLineKind.Rejected, 1, [1])], [])));
        Assert.Empty(await Pushes.Lines(job.Id, PushLineKind.Rejected, 0, 10, Cancellation));
        Assert.Equal(0, (await Pushes.Find(job.Id, Cancellation))?.Progress.Line);
    }

    [Fact]
    public async Task Advance_IsRefusedButToTheEnd_WhenTheJobWasCancelled()
    {
        var job = Job(1, "一");
        await Pushes.Enter(job);
        Assert.True(await Pushes.Cancel(job.Id));

        Assert.False(await Pushes.Advance(new PushStep(job.Id, new PushProgress { Step = 1, State = PushState.Running }, [], [])));
        Assert.True(await Pushes.Advance(new PushStep(job.Id, new PushProgress { Step = 1, State = PushState.Cancelled }, [], [])));

        Assert.False(await Pushes.Cancel(job.Id));
        Assert.False(await Pushes.Advance(new PushStep(job.Id, new PushProgress { Step = 2, State = PushState.Running }, [], [])));
        Assert.Empty(await Pushes.Open(Cancellation));
    }

    [Fact]
    public async Task AppendMany_WritesNothing_WhenTheStepIsRefusedOrASubjectConflicts()
    {
        var job = Job(1, "一");
        await Pushes.Enter(job);
        var (fresh, stale) = (Sample.Subject(), Sample.Subject());
        await _file.Subjects.Append(Sample.Append(stale, 0, "1"));

        var refused = await _file.Subjects.AppendMany([Sample.Append(fresh, 0, "1")], new PushStep(job.Id, new PushProgress { Step = 2 }, [], []));
        var conflict = await _file.Subjects.AppendMany([Sample.Append(fresh, 0, "1"), Sample.Append(stale, 0, "2")], new PushStep(job.Id, new PushProgress { Step = 1 }, [], []));

        Assert.True(refused.StepRefused);
        Assert.Equal([stale], conflict.Conflicts);
        Assert.Equal(0, await _file.Subjects.Head(fresh, Cancellation));
        Assert.Equal(0, (await Pushes.Find(job.Id, Cancellation))?.Progress.Step);
    }

    [Fact]
    public async Task Lines_ComeInPages_InTheirOrder()
    {
        var job = Job(1, "一");
        await Pushes.Enter(job);
        await Pushes.Advance(new PushStep(job.Id, new PushProgress { Step = 1 }, [.. Enumerable.Range(1, 5).Reverse().Select(static line => new PushLine(PushLineKind.Rejected, line, [(byte)line]))], []));

        var page = await Pushes.Lines(job.Id, PushLineKind.Rejected, 2, 2, Cancellation);

        Assert.Equal([(3, 3), (4, 4)], page.Select(static line => (line.Line, (int)line.Payload[0])));
        Assert.Empty(await Pushes.Lines(job.Id, PushLineKind.Late, 0, 10, Cancellation));
    }

    [Fact]
    public async Task Expire_ForgetsLinesAndNamesTheJob_OnlyOnceItHasEndedAndExpired()
    {
        var (open, ended) = (Job(1, "一"), Job(2, "二"));
        await Pushes.Enter(open);
        await Pushes.Enter(ended);
        await Pushes.Advance(new PushStep(ended.Id, new PushProgress { Step = 1, State = PushState.Completed }, [new PushLine(PushLineKind.Rejected, 1, [1])], [new NamedRecord("示例", "1")]));

        Assert.Empty(await Pushes.Expire(ended.ExpiresAt.AddTicks(-1)));
        Assert.Single(await Pushes.Lines(ended.Id, PushLineKind.Rejected, 0, 10, Cancellation));
        Assert.Equal([ended.Id], await Pushes.Expire(ended.ExpiresAt));
        Assert.Empty(await Pushes.Lines(ended.Id, PushLineKind.Rejected, 0, 10, Cancellation));
        Assert.Equal([ended.Id], await Pushes.Expire(ended.ExpiresAt.AddDays(29)));
        Assert.Empty(await Pushes.Expire(ended.ExpiresAt.AddDays(31)));
    }

    private static PushJob Job(int serial, string key) => new()
    {
        Id = new Guid(serial, 0, 0, new byte[8]),
        Credential = "示例凭据",
        Organisation = Sample.Source,
        Key = key,
        AcceptedAt = Sample.Instant,
        AsOf = Sample.Instant,
        File = new FileFacts(FileForm.Ndjson, FileCharset.Utf8, false, 1, "00", 1, []),
        ExpiresAt = Sample.Instant.AddDays(90),
    };
}
