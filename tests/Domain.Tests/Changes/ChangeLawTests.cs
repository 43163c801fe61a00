using System.Collections.Immutable;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Changes;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;
using CreditGate.Domain.Tests.Decisions;
using CsCheck;
using Xunit;

namespace CreditGate.Domain.Tests.Changes;

/// <summary>Whoever reads the feed from its beginning knows what the decider says, at every instant, and hears nothing twice.</summary>
public sealed class ChangeLawTests
{
    private const int Samples = 1_500;
    private static readonly Catalogue Catalogue = CatalogueLoader.Load();

    [Fact]
    public void Tell_LeadsToWhatTheDeciderSays_WhateverHappenedInWhateverOrder() =>
        Histories.Sample(
            static history =>
            {
                var subscriber = new Subscriber(history.Key, Catalogue);
                var standing = Told(history, subscriber, sweeps: false);
                AssertKnows(subscriber, standing, standing.At ?? history.End);
            },
            iter: Samples);

    [Fact]
    public void Tell_LeadsToWhatTheDeciderSaysAtAnyInstant_WhenWhatIsDueIsTold() =>
        Histories.Sample(
            static history =>
            {
                var subscriber = new Subscriber(history.Key, Catalogue);
                AssertKnows(subscriber, Told(history, subscriber, sweeps: true), history.End);
            },
            iter: Samples);

    [Fact]
    public void Tell_HasNothingToTell_WhenTheSameComesAgain() =>
        Histories.Sample(
            static history =>
            {
                var standing = Told(history, new Subscriber(history.Key, Catalogue), sweeps: false);
                if (standing.At is not { } at)
                {
                    return;
                }

                foreach (var record in standing.Records)
                {
                    var again = new RecordPushed { At = at, Actor = "any", Record = record };
                    Assert.True(StandingChanges.Of(standing, standing.Apply(again), again, Catalogue) is { Kind: ChangeKind.RecordRevised, Gained: null, Lost: null, Effects: null });
                }

                var ended = new TermEnded { At = at, Actor = "any" };
                Assert.Null(StandingChanges.Of(standing, standing.Apply(ended), ended, Catalogue));
            },
            iter: Samples / 3);

    private sealed record History(SubjectKey Key, ImmutableArray<SubjectEvent> Events, DateTimeOffset End);

    private static Gen<History> Histories { get; } = Gen.Select(
        Gen.OneOf(SubjectKinds.Entity, SubjectKinds.Person),
        AnyCase.Instant.Array[1, 9]).SelectMany(static (kind, instants) =>
        {
            Array.Sort(instants);
            var key = kind == SubjectKinds.Person ? SubjectKey.OfPerson(new Guid(1, 0, 0, new byte[8])) : SubjectKey.Of(FictionalCodes.Entity(1));
            return instants[..^1].Aggregate(
                Gen.Const(ImmutableArray<SubjectEvent>.Empty),
                (events, at) => Gen.Select(events, Event(kind, at), static (before, next) => before.Add(next)))
                .Select(events => new History(key, events, instants[^1]));
        });

    private static Gen<SubjectEvent> Event(SubjectKinds kind, DateTimeOffset at) => Gen.Frequency(
        (8, Gen.Int[0, 4].SelectMany(ordinal => AnyRecord.Of(kind, LegalTime.DateOf(at), ordinal)).Select(SubjectEvent (record) => new RecordPushed { At = at, Actor = "any", Record = record })),
        (1, Gen.Const<SubjectEvent>(() => new TermEnded { At = at, Actor = "any" })),
        (1, Gen.Const<SubjectEvent>(() => new RecordConfirmed { At = at, Actor = "any", Record = new RecordRef("D13", RecordKind.Penalty, "N1"), Revision = new Revision(9, at, 1) })));

    private static Standing Told(History history, Subscriber subscriber, bool sweeps)
    {
        var standing = Standing.Unknown(history.Key);
        foreach (var happened in history.Events)
        {
            standing = sweeps ? Swept(standing, subscriber, happened.At) : standing;
            var after = standing.Apply(happened);
            subscriber.Hear(StandingChanges.Of(standing, after, happened, Catalogue));
            standing = after;
        }

        return sweeps ? Swept(standing, subscriber, history.End) : standing;
    }

    /// <summary>Tells at each due instant what time changed there, as the sweep does; an instant that changes nothing is only passed.</summary>
    private static Standing Swept(Standing standing, Subscriber subscriber, DateTimeOffset until)
    {
        var due = standing.At is { } at ? StandingChanges.DueAt(standing, Catalogue, at) : null;
        while (due <= until)
        {
            var ended = new TermEnded { At = due.Value, Actor = "sweep" };
            if (StandingChanges.Of(standing, standing.Apply(ended), ended, Catalogue) is { } change)
            {
                subscriber.Hear(change);
                standing = standing.Apply(ended);
            }

            var next = StandingChanges.DueAt(standing, Catalogue, due.Value);
            Assert.False(next <= due, "The next due instant lies after this one.");
            due = next;
        }

        return standing;
    }

    private static void AssertKnows(Subscriber subscriber, Standing standing, DateTimeOffset at)
    {
        var edition = Catalogue.At(at);
        var statuses = Decider.Statuses(standing, edition, at).Select(static status => status.Code).Where(static code => code != StatusCode.NotFound);
        Assert.Equal(statuses.Order(), subscriber.Statuses.Order());

        var rulings = edition.Matters.Values
            .Where(matter => matter.SubjectKinds.HasFlag(standing.Key.Kind))
            .Select(matter => (Matter: matter, Ruling: Decider.Rule(standing, [], matter, edition, at)))
            .ToArray();
        var measures = from decided in rulings
                       from line in decided.Ruling.Measures.Concat(decided.Ruling.Advice)
                       where line.Rule is not null
                       select (line.Record, line.Rule!, line.Code, decided.Matter.Code, line.Until);
        Assert.Equal(measures.Order(), subscriber.Measures.Order());
        Assert.Subset(
            rulings.SelectMany(static decided => decided.Ruling.Suspended).Where(static line => line.Measure.Rule is not null).Select(static line => (line.Measure.Record, line.Measure.Rule!)).ToHashSet(),
            subscriber.Suspended.Where(suspended => edition.Rules.Any(rule => rule.Id == suspended.Rule && rule.Matters.Any(matter => edition.Matters[matter].SubjectKinds.HasFlag(standing.Key.Kind)))).ToHashSet());
        AssertKnowsIncentives(subscriber, rulings);
    }

    private static void AssertKnowsIncentives(Subscriber subscriber, IEnumerable<(Matter Matter, Ruling Ruling)> rulings)
    {
        var known = subscriber.Incentives.ToHashSet();
        foreach (var (matter, ruling) in rulings)
        {
            Assert.All(
                ruling.Incentives.Where(static line => line.Because is StatusColumn.RedList or StatusColumn.Exemplar),
                line => Assert.Contains((line.Because, line.Code, matter.Code), known));
            if (ruling.Outcome is Outcome.Proceed or Outcome.Prefer)
            {
                Assert.Subset(ruling.Incentives.Select(static line => line.Code).ToHashSet(), known.Where(one => one.Matter == matter.Code).Select(static one => one.Code).ToHashSet());
            }
        }
    }
}
