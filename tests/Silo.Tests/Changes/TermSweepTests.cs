using System.Collections.Immutable;
using CreditGate.Actors.Cases;
using CreditGate.Actors.Changes;
using CreditGate.Actors.Ledger;
using CreditGate.Domain.Cases;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Changes;
using CreditGate.Domain.Evidence;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;
using CreditGate.Silo.Hosting;
using CreditGate.Silo.Tests.Storage;
using CreditGate.Silo.Tests.Subjects;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CreditGate.Silo.Tests.Changes;

public sealed class TermSweepTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 6, 1, 2, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Sweep_EntersWhatTimeEnded_Once()
    {
        await using var silo = await RunningSilo.Start(_directory.Root, _clock);
        var entity = Rows.Entity();
        await silo.Push(entity, Rows.WageDefault(1) with { Until = new DateOnly(2026, 6, 2) });
        await SweepOf(silo).Sweep(Cancellation);
        Assert.Equal((long[])[1], await silo.History(entity));

        _clock.Advance(TimeSpan.FromDays(3));
        await SweepOf(silo).Sweep(Cancellation);
        await SweepOf(silo).Sweep(Cancellation);

        Assert.Equal((long[])[1, 2], await silo.History(entity));
        var ended = Assert.Single(await Told(silo), static change => change.Kind == ChangeKind.TermEnded);
        Assert.Equal((entity.Value, 2), (ended.Subject, ended.Version!.Value));
        Assert.All(ended.Effects!.Value, static effect => Assert.Equal(EffectTurn.Lifted, effect.Turn));
        Assert.Equal(2, (await silo.Grain(entity).Look(new(Consistency.Default, 0))).Standing.Version);
    }

    [Fact]
    public async Task Sweep_EntersNothing_WhenTheInstantThatCameChangesNothing()
    {
        await using var silo = await RunningSilo.Start(_directory.Root, _clock);
        var entity = Rows.Entity();
        await silo.Push(entity, new StayRecord
        {
            Source = "D34",
            Number = "示停1号",
            Revision = Rows.At(1),
            DecidedOn = Rows.Day,
            Until = new DateOnly(2026, 6, 2),
            StayedNumber = "示例无此号",
        });
        Assert.Single(await Feed(silo).Due(_clock.GetUtcNow().AddDays(3), 10, Cancellation));

        _clock.Advance(TimeSpan.FromDays(3));
        await SweepOf(silo).Sweep(Cancellation);

        Assert.Equal((long[])[1], await silo.History(entity));
        Assert.Empty(await Feed(silo).Due(_clock.GetUtcNow(), 10, Cancellation));
    }

    [Fact]
    public async Task Sweep_FindsOutWhatIsDue_ForSubjectsThatWereThereBeforeTheFeed()
    {
        await using var silo = await RunningSilo.Start(_directory.Root, _clock);
        var (ended, standing) = (DueSoon(Rows.Person()), DueSoon(Rows.Person()));
        Assert.True((await silo.Ledger.Behind.AppendMany([ended with { DueAt = DateTimeOffset.MinValue }])).Committed);
        _clock.Advance(TimeSpan.FromDays(3));
        Assert.True((await silo.Ledger.Behind.AppendMany([standing with { DueAt = DateTimeOffset.MinValue }])).Committed);

        // The silo's own sweep may be at it too, and be the one that enters it.
        await Eventually.Holds("what ended is entered", async () =>
        {
            await SweepOf(silo).Sweep(Cancellation);
            return (await silo.History(ended.Subject)).SequenceEqual((long[])[1, 2]);
        });

        Assert.Empty(await Feed(silo).Due(_clock.GetUtcNow(), 10, Cancellation));
    }

    [Fact]
    public async Task Sweep_TakesUpPromises_ThatWerePushedBeforeTheyWereFollowed()
    {
        await using var silo = await RunningSilo.Start(_directory.Root, _clock);
        var entity = Rows.Entity();
        var promise = new CommitmentRecord { Source = "D18", Number = "示诺1号", Revision = Rows.At(1), DecidedOn = Rows.Day, DueOn = new DateOnly(2026, 6, 12) };
        var pushed = new RecordPushed { At = _clock.GetUtcNow(), Actor = "示例凭据", Record = promise };
        Assert.True((await silo.Ledger.Behind.AppendMany([new SubjectAppend(entity, 0, [pushed], [promise], []) { DueAt = DateTimeOffset.MinValue }])).Committed);

        await SweepOf(silo).Sweep(Cancellation);
        await SweepOf(silo).Sweep(Cancellation);

        var taken = Assert.Single(await silo.Services.GetRequiredService<ICaseLedger>().List(new CaseQuery(CaseKind.ToleranceAcceptance, "D18", true, "", 10), Cancellation));
        Assert.Equal((entity, new DateOnly(2026, 6, 9)), (taken.Subject, taken.Case.Deadlines[0].TargetOn));
        Assert.Equal((long[])[1, 2], await silo.History(entity));
        Assert.Empty(await Feed(silo).Due(_clock.GetUtcNow(), 10, Cancellation));
    }

    [Fact]
    public async Task Push_TellsWhatTimeEnded_WhenItComesBeforeTheSweep()
    {
        await using var silo = await RunningSilo.Start(_directory.Root, _clock);
        var entity = Rows.Entity();
        await silo.Push(entity, Rows.WageDefault(1) with { Until = new DateOnly(2026, 6, 2) });
        _clock.Advance(TimeSpan.FromDays(3));

        await silo.Push(entity, Rows.Permit(1));
        await SweepOf(silo).Sweep(Cancellation);

        var lifted = (await Told(silo)).SelectMany(static change => change.Effects ?? []).Where(static effect => effect.Turn == EffectTurn.Lifted);
        Assert.Equal(6, lifted.DistinctBy(static effect => effect.Rule).Count());
        Assert.Equal(6, lifted.Count());
    }

    [Fact]
    public async Task Sweep_CatchesUpWithABacklog_AlsoAfterARestartInTheMiddle()
    {
        const int Subjects = 2_500;
        var keys = Enumerable.Range(0, Subjects).Select(static _ => Rows.Person()).ToArray();
        await using (var silo = await RunningSilo.Start(_directory.Root, _clock))
        {
            Assert.True((await silo.Ledger.Behind.AppendMany([.. keys.Select(DueSoon)])).Committed);
            _clock.Advance(TimeSpan.FromDays(3));
            using var middle = new CancellationTokenSource();
            var grown = silo.Services.GetRequiredService<ChangeSignal>().Next;
            var sweep = SweepOf(silo).Sweep(middle.Token);
            await Within.Comes("the first batch is entered", grown);
            await middle.CancelAsync();
            await Within.Comes("the sweep ends", sweep.ContinueWith(static _ => true, TaskScheduler.Default));
        }

        await using var again = await RunningSilo.Start(_directory.Root, _clock);
        await SweepOf(again).Sweep(Cancellation);

        await Eventually.Holds("everything due is settled", () => Feed(again).Due(_clock.GetUtcNow(), 1, Cancellation).AsTask().Result.Count == 0);
        var ended = (await Told(again)).Where(static change => change.Kind == ChangeKind.TermEnded).Select(static change => change.Subject!).ToArray();
        Assert.Equal(keys.Select(static key => key.Value).Order(StringComparer.Ordinal), ended.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task TwoSweeps_EnterEachEventOnce_WhenTheyRace()
    {
        const int Subjects = 1_500;
        await using var silo = await RunningSilo.Start(_directory.Root, _clock);
        var keys = Enumerable.Range(0, Subjects).Select(static _ => Rows.Person()).ToArray();
        Assert.True((await silo.Ledger.Behind.AppendMany([.. keys.Select(DueSoon)])).Committed);
        _clock.Advance(TimeSpan.FromDays(3));
        var other = ActivatorUtilities.CreateInstance<TermSweep>(silo.Services);

        await Task.WhenAll(SweepOf(silo).Sweep(Cancellation), Task.Run(() => other.Sweep(Cancellation)));
        await SweepOf(silo).Sweep(Cancellation);

        var ended = (await Told(silo)).Where(static change => change.Kind == ChangeKind.TermEnded).Select(static change => change.Subject!).ToArray();
        Assert.Equal(keys.Select(static key => key.Value).Order(StringComparer.Ordinal), ended.Order(StringComparer.Ordinal));
        Assert.Empty(silo.Log.Entries);
    }

    [Fact]
    public async Task Sweep_TellsOfAnEditionOnce_ButNotOfThoseThatWereInForceBeforeTheFeed()
    {
        _clock.SetUtcNow(new DateTimeOffset(2026, 6, 1, 2, 0, 0, TimeSpan.Zero));
        await using var silo = await RunningSilo.Start(_directory.Root, _clock);
        await SweepOf(silo).Sweep(Cancellation);
        Assert.Empty(await Told(silo));

        // An edition that the feed knows nothing of, as after an upgrade of the service.
        var catalogue = silo.Services.GetRequiredService<Catalogue>();
        var next = catalogue.Editions[^1] with { Id = "2026-07", StartsAt = new DateTimeOffset(2026, 6, 30, 16, 0, 0, TimeSpan.Zero) };
        var upgraded = new EditionNews(Feed(silo), new Catalogue([.. catalogue.Editions[..^1], catalogue.Editions[^1] with { EndsAt = next.StartsAt }, next]), new Domain.PlatformClock(_clock));
        await upgraded.Announce(Cancellation);
        Assert.Empty(await Told(silo));

        var entity = Rows.Entity();
        await silo.Push(entity, Rows.WageDefault(1));
        _clock.Advance(TimeSpan.FromDays(40));
        await upgraded.Announce(Cancellation);
        await upgraded.Announce(Cancellation);

        var started = Assert.Single(await Told(silo), static change => change.Kind == ChangeKind.EditionStarted);
        Assert.Equal(("2026-07", "2026-04"), (started.Edition, started.EditionBefore));
        Assert.Equal(entity, Assert.Single(await Feed(silo).Due(next.StartsAt, 10, Cancellation)).Subject);
    }

    [Fact]
    public async Task Cleaner_ForgetsWhatIsOlderThanTheFeedIsKept()
    {
        await using var silo = await RunningSilo.Start(_directory.Root, _clock);
        await silo.Push(Rows.Entity(), Rows.Permit(1));
        await silo.Push(Rows.Entity(), Rows.Permit(1));
        _clock.Advance(TimeSpan.FromDays(FeedRetention.Days));
        await silo.Push(Rows.Entity(), Rows.Permit(1));
        var cleaner = silo.Services.GetServices<IHostedService>().OfType<FeedCleaner>().Single();

        Assert.Equal(0, await cleaner.Clean());
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(2, await cleaner.Clean());
        Assert.Equal((3, 3), await Feed(silo).Range(Cancellation));
    }

    private static TermSweep SweepOf(RunningSilo silo) => silo.Services.GetServices<IHostedService>().OfType<TermSweep>().Single();

    private static IChangeLedger Feed(RunningSilo silo) => silo.Services.GetRequiredService<IChangeLedger>();

    private static async Task<IEnumerable<StandingChange>> Told(RunningSilo silo) =>
        (await Feed(silo).Changes(0, 100_000, Cancellation)).Select(static entry => entry.Change);

    private SubjectAppend DueSoon(SubjectKey key)
    {
        var record = Rows.WageDefault(1) with { Until = new DateOnly(2026, 6, 2) };
        var pushed = new RecordPushed { At = _clock.GetUtcNow(), Actor = "示例凭据", Record = record };
        var standing = Standing.Unknown(key).Apply(pushed);
        return new SubjectAppend(key, 0, ImmutableArray.Create<SubjectEvent>(pushed), [record], [])
        {
            DueAt = StandingChanges.DueAt(standing, CatalogueLoader.Load(), _clock.GetUtcNow()),
        };
    }
}
