using CreditGate.Actors.Ledger;
using CreditGate.Domain.Standings;
using Xunit;

namespace CreditGate.Silo.Tests.Ledger;

/// <summary>What every implementation of the ledger owes its callers.</summary>
public abstract class SubjectLedgerContract(ILedgerUnderTest ledger) : IDisposable
{
    private ISubjectLedger Ledger => ledger.Subjects;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        ledger.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Read_IsEmptyAndHeadIsZero_WhenTheSubjectIsUnknown()
    {
        var subject = Sample.Subject();

        Assert.Empty(await Ledger.Read(subject, 0, Cancellation));
        Assert.Equal(0, await Ledger.Head(subject, Cancellation));
    }

    [Fact]
    public async Task Read_ReturnsTheEventsInOrder_WhenTheyWereAppended()
    {
        var subject = Sample.Subject();
        var append = Sample.Append(subject, 0, "1", "2", "3");

        var outcome = await Ledger.Append(append);
        var history = await Ledger.Read(subject, 0, Cancellation);

        Assert.Equal(new AppendOutcome(true, 3), outcome);
        Assert.Equal([1, 2, 3], history.Select(stored => stored.Version));
        Assert.Equal(["1", "2", "3"], Sample.NumbersOf(history));
        Assert.All(history, stored => Assert.Equal((Sample.Instant, "示例凭据"), (stored.Event.At, stored.Event.Actor)));
        Assert.Equal(1.50m, Assert.IsType<Domain.Records.PenaltyRecord>(Assert.IsType<RecordPushed>(history[0].Event).Record).Fine10kCny);
    }

    [Fact]
    public async Task Read_ReturnsOnlyNewerEvents_AfterAVersion()
    {
        var subject = Sample.Subject();
        await Ledger.Append(Sample.Append(subject, 0, "1", "2", "3"));

        Assert.Equal(["3"], Sample.NumbersOf(await Ledger.Read(subject, 2, Cancellation)));
        Assert.Empty(await Ledger.Read(subject, 3, Cancellation));
    }

    [Fact]
    public async Task Append_ContinuesTheHistory_WhenTheVersionIsTheExpectedOne()
    {
        var subject = Sample.Subject();
        await Ledger.Append(Sample.Append(subject, 0, "1", "2"));

        var outcome = await Ledger.Append(Sample.Append(subject, 2, "3"));

        Assert.Equal(new AppendOutcome(true, 3), outcome);
        Assert.Equal(3, await Ledger.Head(subject, Cancellation));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Append_WritesNothingAndTellsTheVersion_WhenAnotherIsExpected(long expected)
    {
        var subject = Sample.Subject();
        await Ledger.Append(Sample.Append(subject, 0, "1", "2"));

        var outcome = await Ledger.Append(Sample.Append(subject, expected, "late"));

        Assert.Equal(new AppendOutcome(false, 2), outcome);
        Assert.Equal(["1", "2"], Sample.NumbersOf(await Ledger.Read(subject, 0, Cancellation)));
    }

    [Fact]
    public async Task Append_Conflicts_WhenAnUnknownSubjectIsExpectedToHaveHistory()
    {
        var subject = Sample.Subject();

        Assert.Equal(new AppendOutcome(false, 0), await Ledger.Append(Sample.Append(subject, 1, "1")));
        Assert.Empty(await Ledger.Read(subject, 0, Cancellation));
    }

    [Fact]
    public async Task Append_ConcernsOneSubjectAlone_WhenItConflictsAmongMany()
    {
        var stale = Sample.Subject();
        await Ledger.Append(Sample.Append(stale, 0, "1"));
        var neighbours = Enumerable.Range(0, 50).Select(_ => Sample.Subject()).ToList();

        var late = Ledger.Append(Sample.Append(stale, 0, "late"));
        var outcomes = await Task.WhenAll(neighbours.Select(subject => Ledger.Append(Sample.Append(subject, 0, "1"))));

        Assert.Equal(new AppendOutcome(false, 1), await late);
        Assert.All(outcomes, outcome => Assert.Equal(new AppendOutcome(true, 1), outcome));
    }

    [Fact]
    public async Task Append_KeepsTheOrderOfCalls_WhenASubjectAppendsTwiceAtOnce()
    {
        var subject = Sample.Subject();

        var outcomes = await Task.WhenAll(Ledger.Append(Sample.Append(subject, 0, "1")), Ledger.Append(Sample.Append(subject, 1, "2")));

        Assert.Equal([new AppendOutcome(true, 1), new AppendOutcome(true, 2)], outcomes);
        Assert.Equal(["1", "2"], Sample.NumbersOf(await Ledger.Read(subject, 0, Cancellation)));
    }

    [Fact]
    public async Task Append_HasOneWinnerForEachVersion_WhenManyRaceOnFewSubjects()
    {
        var subjects = Enumerable.Range(0, 3).Select(_ => Sample.Subject()).ToList();

        var committed = await Task.WhenAll(Enumerable.Range(0, 24).Select(writer => Task.Run(() => Race(subjects[writer % 3], writer), Cancellation)));

        foreach (var (subject, index) in subjects.Select((subject, index) => (subject, index)))
        {
            var history = await Ledger.Read(subject, 0, Cancellation);
            var wins = committed.Where((_, writer) => writer % 3 == index).SelectMany(won => won).ToDictionary(won => won.Version, won => won.Number);
            Assert.Equal(Enumerable.Range(1, wins.Count).Select(version => (long)version), history.Select(stored => stored.Version));
            Assert.Equal(history.Select(stored => wins[stored.Version]), Sample.NumbersOf(history));
        }
    }

    [Fact]
    public async Task Append_Throws_WhenThereIsNoEvent()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Ledger.Append(Sample.Append(Sample.Subject(), 0)));
    }

    [Fact]
    public async Task LastPosition_Grows_WhenEventsAreAppended()
    {
        var before = await Ledger.LastPosition(Cancellation);
        var subject = Sample.Subject();
        await Ledger.Append(Sample.Append(subject, 0, "1", "2"));

        var history = await Ledger.Read(subject, 0, Cancellation);

        Assert.True(history[0].Position > before);
        Assert.True(history[1].Position > history[0].Position);
        Assert.Equal(history[1].Position, await Ledger.LastPosition(Cancellation));
    }

    [Fact]
    public async Task Appended_TellsOfEveryEventOnce_WhenReadPageByPage()
    {
        var before = await Ledger.LastPosition(Cancellation);
        var (one, other) = (Sample.Subject(), Sample.Subject());
        await Ledger.Append(Sample.Append(one, 0, "1", "2"));
        await Ledger.AppendMany([Sample.Append(other, 0, "1"), Sample.Append(one, 2, "3")]);

        var read = new List<AppendedEvent>();
        for (var last = before; await Ledger.Appended(last, 2, Cancellation) is { Count: > 0 } page; last = page[^1].Position)
        {
            Assert.True(page.Count <= 2);
            read.AddRange(page);
        }

        Assert.Equal(Enumerable.Range(1, 4).Select(next => before + next), read.Select(static appended => appended.Position));
        Assert.Equal([(one.Value, 1L), (one.Value, 2L), (one.Value, 3L)], read.Where(appended => appended.Subject == one.Value).Select(static appended => (appended.Subject, appended.Version)));
        Assert.Equal((other.Value, 1L), read.Where(appended => appended.Subject == other.Value).Select(static appended => (appended.Subject, appended.Version)).Single());
    }

    private async Task<List<(long Version, string Number)>> Race(Domain.Identity.SubjectKey subject, int writer)
    {
        var won = new List<(long, string)>();
        var version = 0L;
        for (var attempt = 0; attempt < 40; attempt++)
        {
            var number = $"{writer}-{attempt}";
            var outcome = await Ledger.Append(Sample.Append(subject, version, number));
            version = outcome.Version;
            if (outcome.Committed)
            {
                won.Add((version, number));
            }
        }

        return won;
    }
}
