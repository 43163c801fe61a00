using CreditGate.Actors.Changes;
using CreditGate.Actors.Ledger;
using CreditGate.Domain.Changes;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Records;
using CreditGate.Silo.Ledger.Sqlite;
using Xunit;

namespace CreditGate.Silo.Tests.Ledger;

public sealed class SqliteFeedTests : IDisposable
{
    private readonly LedgerFile _file = new();

    private SqliteChangeLedger Feed => new(_file.Ledger, _file.Signal);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task Changes_ComeWithoutGap_WhenSomeOfManyAppendsInOneCommitAreRefused()
    {
        var known = Sample.Subject();
        await _file.Subjects.Append(Append(known, 0));
        var grown = _file.Signal.Next;

        var outcomes = await Task.WhenAll(await _file.Together(() => Enumerable.Range(0, 20)
            .Select(index => _file.Subjects.Append(index % 4 == 0 ? Append(known, 7) : Append(Sample.Subject(), 0)))
            .Append(Refused(known))
            .ToArray()));

        Assert.Equal(15, outcomes.Count(static outcome => outcome.Committed));
        Assert.True(grown.IsCompleted);
        Assert.Equal((1, 16), await Feed.Range(Cancellation));
        Assert.Equal(Enumerable.Range(1, 16).Select(static position => (long)position), (await Feed.Changes(0, 100, Cancellation)).Select(static entry => entry.Position));
        Assert.Equal([3, 4], (await Feed.Changes(2, 2, Cancellation)).Select(static entry => entry.Position));
    }

    [Fact]
    public async Task Changes_GiveBackWhatWasTold()
    {
        var told = Told(Sample.Subject(), Sample.Instant) with
        {
            EditionBefore = "2025-06",
            Gained = [Domain.Decisions.StatusCode.SeriousListed],
            Effects = [new EffectChange { Turn = EffectTurn.Suspended, Rule = "P01", Codes = ["M01.03"], Until = new DateOnly(2027, 1, 1), Hold = new EffectHold(HoldReason.Stay, "示停1号") }],
        };
        await _file.Subjects.Append(Sample.Append(Sample.Subject(), 0, "1") with { Changes = [told] });
        _file.Restart();

        var change = Assert.Single(await Feed.Changes(0, 10, Cancellation)).Change;

        Assert.Equal(told.Gained.Value, change.Gained!.Value);
        Assert.Equal(told.Effects.Value[0] with { Codes = null }, change.Effects!.Value[0] with { Codes = null });
        Assert.Equal(["M01.03"], change.Effects.Value[0].Codes!.Value);
        Assert.Equal(told with { Gained = null, Effects = null }, change with { Gained = null, Effects = null });
    }

    [Fact]
    public async Task Forget_KeepsTheNewest_AndPositionsGoOnAfterIt()
    {
        for (var day = 0; day < 5; day++)
        {
            await _file.Subjects.Append(Append(Sample.Subject(), 0, Sample.Instant.AddDays(day)));
        }

        Assert.Equal(2, await Feed.Forget(Sample.Instant.AddDays(2)));
        Assert.Equal((3, 5), await Feed.Range(Cancellation));
        Assert.Equal(2, await Feed.Forget(Sample.Instant.AddYears(1)));
        Assert.Equal((5, 5), await Feed.Range(Cancellation));
        Assert.Equal(0, await Feed.Forget(Sample.Instant.AddYears(1)));

        _file.Restart();
        await _file.Subjects.Append(Append(Sample.Subject(), 0));
        Assert.Equal((5, 6), await Feed.Range(Cancellation));
    }

    [Fact]
    public async Task Forget_StopsBeforeAYoungerEntry_SoThatNoGapArises()
    {
        foreach (var day in (int[])[0, 9, 1, 2, 10])
        {
            await _file.Subjects.Append(Append(Sample.Subject(), 0, Sample.Instant.AddDays(day)));
        }

        Assert.Equal(1, await Feed.Forget(Sample.Instant.AddDays(5)));
        Assert.Equal((2, 5), await Feed.Range(Cancellation));
    }

    [Fact]
    public async Task Announce_EntersAnEditionOnce_AlsoAfterARestart()
    {
        var edition = new StandingChange { Kind = ChangeKind.EditionStarted, At = Sample.Instant, Edition = "2026-04" };
        await Feed.TakeAsKnown(["2023-05", "2025-06"]);

        Assert.True(await Feed.Announce(edition));
        Assert.False(await Feed.Announce(edition));
        _file.Restart();
        Assert.False(await Feed.Announce(edition));
        Assert.False(await Feed.Announce(edition with { Edition = "2025-06" }));

        Assert.Equal(["2023-05", "2025-06", "2026-04"], (await Feed.Announced(Cancellation)).Order(StringComparer.Ordinal));
        Assert.Equal(edition, Assert.Single(await Feed.Changes(0, 10, Cancellation)).Change);
    }

    [Fact]
    public async Task Due_GivesWhatHasCome_LongestDueFirst()
    {
        var subjects = Enumerable.Range(0, 4).Select(static _ => Sample.Subject()).ToArray();
        DateTimeOffset?[] due = [Sample.Instant.AddHours(2), null, Sample.Instant.AddHours(1), Sample.Instant.AddHours(3)];
        foreach (var (subject, at) in subjects.Zip(due))
        {
            await _file.Subjects.Append(Append(subject, 0) with { DueAt = at });
        }

        Assert.Equal([new(subjects[2], 1, due[2]), new(subjects[0], 1, due[0])], await Feed.Due(Sample.Instant.AddHours(2), 10, Cancellation));
        Assert.Equal([new DueSubject(subjects[2], 1, due[2])], await Feed.Due(Sample.Instant.AddHours(3), 1, Cancellation));
        Assert.Empty(await Feed.Due(Sample.Instant, 10, Cancellation));
    }

    [Fact]
    public async Task Reschedule_LeavesASubjectAlone_WhenItWasChangedMeanwhile()
    {
        var (changed, same) = (Sample.Subject(), Sample.Subject());
        await _file.Subjects.Append(Append(changed, 0) with { DueAt = Sample.Instant });
        await _file.Subjects.Append(Append(same, 0) with { DueAt = Sample.Instant });
        await _file.Subjects.Append(Append(changed, 1) with { DueAt = Sample.Instant });

        await Feed.Reschedule([new(changed, 1, null), new(same, 1, Sample.Instant.AddHours(1))]);

        Assert.Equal(
            [new(changed, 2, Sample.Instant), new(same, 1, Sample.Instant.AddHours(1))], await Feed.Due(Sample.Instant.AddHours(1), 10, Cancellation));
    }

    [Fact]
    public async Task CallUp_ReachesEverySubjectThatAnotherEditionMayConcern_PageByPage()
    {
        var penalised = Enumerable.Range(0, 5).Select(static _ => Sample.Subject()).ToArray();
        foreach (var subject in penalised)
        {
            await _file.Subjects.Append(Append(subject, 0));
        }

        var earlier = Sample.Subject();
        await _file.Subjects.Append(Append(earlier, 0) with { DueAt = Sample.Instant.AddDays(-1) });
        var permitted = new PermitRecord { Source = "D13", Number = "1", Revision = new Revision(1, Sample.Instant, 1), DecidedOn = new DateOnly(2026, 1, 5) };
        await _file.Subjects.Append(new SubjectAppend(Sample.Subject(), 0, [Sample.Pushed(permitted)], [permitted], []));

        var pages = 0;
        for (var last = ""; last is not null; last = await Feed.CallUp(Sample.Instant, last, 2))
        {
            pages++;
        }

        Assert.Equal(5, pages);
        var due = await Feed.Due(Sample.Instant, 100, Cancellation);
        Assert.Equal(new DueSubject(earlier, 1, Sample.Instant.AddDays(-1)), due[0]);
        Assert.Equal(penalised.Select(static subject => subject.Value).Order(StringComparer.Ordinal), due.Skip(1).Select(static one => one.Subject.Value).Order(StringComparer.Ordinal));
    }

    private async Task<AppendOutcome> Refused(SubjectKey known)
    {
        var outcome = await _file.Subjects.AppendMany([Append(Sample.Subject(), 0), Append(known, 7), Append(Sample.Subject(), 0)]);
        return new AppendOutcome(outcome.Committed, 0);
    }

    private static SubjectAppend Append(SubjectKey subject, long expected, DateTimeOffset? at = null) =>
        Sample.Append(subject, expected, $"{expected}") with { Changes = [Told(subject, at ?? Sample.Instant)] };

    private static StandingChange Told(SubjectKey subject, DateTimeOffset at) => new()
    {
        Kind = ChangeKind.RecordCreated,
        At = at,
        Edition = "2025-06",
        Subject = subject.Value,
        Version = 1,
        Record = Sample.Penalty("1").Ref,
    };
}
