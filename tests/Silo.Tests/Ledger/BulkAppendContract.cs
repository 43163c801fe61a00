using System.Collections.Immutable;
using CreditGate.Actors.Ledger;
using CreditGate.Actors.Pushes;
using CreditGate.Domain.Changes;
using CreditGate.Domain.Identity;
using Xunit;

namespace CreditGate.Silo.Tests.Ledger;

/// <summary>What every implementation of the ledger owes to pushes in bulk.</summary>
public abstract class BulkAppendContract(ILedgerUnderTest ledger) : IDisposable
{
    private ISubjectLedger Ledger => ledger.Subjects;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        ledger.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task AppendMany_WritesEverySubject_WhenAllStandAtTheirVersions()
    {
        var (known, unknown) = (Sample.Subject(), Sample.Subject());
        await Ledger.Append(Sample.Append(known, 0, "1"));

        var outcome = await Ledger.AppendMany([Sample.Append(unknown, 0, "a", "b"), Sample.Append(known, 1, "2")]);

        Assert.True(outcome.Committed);
        Assert.Equal(["1", "2"], Sample.NumbersOf(await Ledger.Read(known, 0, Cancellation)));
        Assert.Equal(["a", "b"], Sample.NumbersOf(await Ledger.Read(unknown, 0, Cancellation)));
        Assert.Equal(4, ledger.Scalar("SELECT COUNT(*) FROM record"));
        Assert.Null(ledger.FirstBrokenEvent());
    }

    [Fact]
    public async Task AppendMany_WritesNothingAndNamesTheConflicts_WhenOneSubjectStandsElsewhere()
    {
        var (stale, sound) = (Sample.Subject(), Sample.Subject());
        await Ledger.Append(Sample.Append(stale, 0, "1"));

        var outcome = await Ledger.AppendMany([Sample.Append(sound, 0, "a"), Sample.Append(stale, 0, "late")]);

        Assert.Equal((false, false), (outcome.Committed, outcome.StepRefused));
        Assert.Equal([stale], outcome.Conflicts);
        Assert.Equal(0, await Ledger.Head(sound, Cancellation));
        Assert.Equal(1, ledger.Scalar("SELECT COUNT(*) FROM event"));
        Assert.Equal(new AppendOutcome(true, 1), await Ledger.Append(Sample.Append(sound, 0, "b")));
    }

    [Fact]
    public async Task AppendMany_MovesTheJobWithTheRows_WhenTheStepStands()
    {
        var job = SamplePush.Job();
        await ledger.Pushes.Enter(job);
        var step = SamplePush.Step(job, 1) with { Lines = [new PushLine(PushLineKind.Rejected, 7, [1, 2])], Named = [new NamedRecord("示例", "1")] };

        var outcome = await Ledger.AppendMany([Sample.Append(Sample.Subject(), 0, "1")], step);

        Assert.True(outcome.Committed);
        Assert.Equal(step.After, (await ledger.Pushes.Find(job.Id, Cancellation))?.Progress);
        Assert.Equal(7, Assert.Single(await ledger.Pushes.Lines(job.Id, PushLineKind.Rejected, 0, 10, Cancellation)).Line);
    }

    [Fact]
    public async Task AppendMany_WritesNothing_WhenAnotherRunnerHasMovedTheJob()
    {
        var job = SamplePush.Job();
        await ledger.Pushes.Enter(job);
        await ledger.Pushes.Advance(SamplePush.Step(job, 1));
        var subject = Sample.Subject();

        var outcome = await Ledger.AppendMany([Sample.Append(subject, 0, "1")], SamplePush.Step(job, 1));

        Assert.Equal((false, true), (outcome.Committed, outcome.StepRefused));
        Assert.Equal(0, await Ledger.Head(subject, Cancellation));
    }

    [Fact]
    public async Task AppendMany_LeavesTheJobWhereItWas_WhenASubjectConflicts()
    {
        var job = SamplePush.Job();
        await ledger.Pushes.Enter(job);

        var outcome = await Ledger.AppendMany([Sample.Append(Sample.Subject(), 5, "1")], SamplePush.Step(job, 1));

        Assert.False(outcome.Committed);
        Assert.Equal(0, (await ledger.Pushes.Find(job.Id, Cancellation))?.Progress.Step);
    }

    [Fact]
    public async Task AppendMany_PulsesTheFeedAndEntersItsChanges_WhenItCommits()
    {
        var pulse = ledger.Signal.Next;
        var appends = Enumerable.Range(0, 3).Select(_ => Sample.Append(Sample.Subject(), 0, "1")).Select(SampleChange.With).ToImmutableArray();

        await Ledger.AppendMany(appends);

        Assert.True(pulse.IsCompleted);
        var entries = await ledger.Changes.Changes(0, 10, Cancellation);
        Assert.Equal([1, 2, 3], entries.Select(entry => entry.Position));
        Assert.Equal(appends.Select(append => append.Subject.Value).Order(StringComparer.Ordinal), entries.Select(entry => entry.Change.Subject).Order(StringComparer.Ordinal));
        Assert.All(entries, entry => Assert.Equal(ChangeKind.RecordCreated, entry.Change.Kind));
    }

    [Fact]
    public async Task Histories_ComeInTheOrderAskedFor_WithLongOnesLeftOut()
    {
        var (brief, lengthy, unknown) = (Sample.Subject(), Sample.Subject(), Sample.Subject());
        await Ledger.Append(Sample.Append(lengthy, 0, "1", "2", "3"));
        await Ledger.Append(Sample.Append(brief, 0, "1", "2"));

        var histories = await Ledger.Histories([lengthy, unknown, brief, lengthy], 2, Cancellation);

        Assert.Equal([3, 0, 2, 3], histories.Select(history => history.Version));
        Assert.Null(histories[0].Events);
        Assert.Empty(histories[1].Events!);
        Assert.Equal(["1", "2"], Sample.NumbersOf(histories[2].Events!));
    }

    [Fact]
    public async Task Append_LosesNothing_WhenBulkAndSinglesRaceOnTheSameSubjects()
    {
        var subjects = Enumerable.Range(0, 20).Select(_ => Sample.Subject()).ToArray();

        var won = await Task.WhenAll(Enumerable.Range(0, 6).Select(writer => Task.Run(() => writer % 2 == 0 ? Singles(subjects, writer) : Bulks(subjects, writer), Cancellation)));

        foreach (var subject in subjects)
        {
            var history = await Ledger.Read(subject, 0, Cancellation);
            Assert.Equal(Enumerable.Range(1, history.Count).Select(version => (long)version), history.Select(stored => stored.Version));
            Assert.Equal(won.SelectMany(all => all).Where(win => win.Subject == subject).Select(win => win.Number).Order(StringComparer.Ordinal), Sample.NumbersOf(history).Order(StringComparer.Ordinal));
        }

        Assert.Equal(ledger.Scalar("SELECT COUNT(*) FROM event"), await Ledger.LastPosition(Cancellation));
        Assert.Null(ledger.FirstBrokenEvent());
    }

    private async Task<List<(SubjectKey Subject, string Number)>> Singles(SubjectKey[] subjects, int writer)
    {
        var won = new List<(SubjectKey, string)>();
        for (var round = 0; round < 5; round++)
        {
            foreach (var subject in subjects)
            {
                var number = $"{writer}-{round}";
                var outcome = await Ledger.Append(Sample.Append(subject, await Ledger.Head(subject, Cancellation), number));
                if (outcome.Committed)
                {
                    won.Add((subject, number));
                }
            }
        }

        return won;
    }

    private async Task<List<(SubjectKey Subject, string Number)>> Bulks(SubjectKey[] subjects, int writer)
    {
        var won = new List<(SubjectKey, string)>();
        for (var round = 0; round < 10; round++)
        {
            var number = $"{writer}-{round}";
            var histories = await Ledger.Histories(subjects, 0, Cancellation);
            var outcome = await Ledger.AppendMany([.. subjects.Zip(histories, (subject, history) => Sample.Append(subject, history.Version, number)).Reverse()]);
            if (outcome.Committed)
            {
                won.AddRange(subjects.Select(subject => (subject, number)));
            }
        }

        return won;
    }
}
