using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Catalogues.Publishing;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Evidence;
using Xunit;

namespace CreditGate.Domain.Tests.Evidence;

/// <summary>Until when an answer said that it holds, replayed after editions were scheduled and taken back.</summary>
public sealed class ReplayEndsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 4, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Start = Noon.AddHours(6);
    private static readonly Catalogue Catalogue = CatalogueLoader.Load();
    private static readonly EditionAct[] Acts =
    [
        new(1, EditionActKind.Submitted, "example-1", "00", Noon.AddHours(-1), "test", null),
        new(2, EditionActKind.Published, "example-1", "00", Noon, "test", Start),
        new(3, EditionActKind.Cancelled, "example-1", "00", Noon.AddHours(1), "test", null),
        new(4, EditionActKind.Published, "example-1", "00", Noon.AddHours(2), "test", Start.AddHours(1)),
    ];

    [Theory]
    [InlineData(-30, -30, null, true)]      // nothing was published
    [InlineData(-30, -30, 0, false)]
    [InlineData(30, 30, 0, true)]           // published
    [InlineData(30, 30, null, false)]
    [InlineData(30, 30, 600, false)]        // at no time was it to end then
    [InlineData(90, 90, 0, false)]          // taken back
    [InlineData(90, 90, null, true)]
    [InlineData(150, 150, 60, true)]        // published anew
    [InlineData(150, 150, 0, false)]
    [InlineData(30, -1, null, true)]        // the node had not heard of it, and said so
    [InlineData(30, -1, 0, true)]
    [InlineData(30, -1, 60, false)]
    public void Replay_AcceptsOnlyTheEndThatWasKnownThen(int decidedMinutes, int confirmedMinutes, int? endMinutesAfterStart, bool isSame)
    {
        var edition = Catalogue.Editions[^1];
        var end = endMinutesAfterStart is { } minutes ? Start.AddMinutes(minutes) : (DateTimeOffset?)null;

        var replayed = Replay.Of(
            Given(edition, Noon.AddMinutes(decidedMinutes), Noon.AddMinutes(confirmedMinutes), end), null, [], edition with { EndsAt = Start.AddHours(1) }, EditionEnds.Of(Catalogue.Editions, Acts));

        Assert.Equal(isSame, replayed.IsSame);
    }

    [Fact]
    public void Replay_AcceptsEitherEnd_AtTheInstantOfTheAct()
    {
        var edition = Catalogue.Editions[^1];
        var ends = EditionEnds.Of(Catalogue.Editions, Acts);

        Assert.All((DateTimeOffset?[])[null, Start], end => Assert.True(Replay.Of(Given(edition, Noon.AddSeconds(1), Noon.AddSeconds(1), end), null, [], edition, ends).IsSame));
    }

    /// <summary>An answer about somebody who is not known, as a node gave it that knew this end.</summary>
    private static Receipt Given(Edition edition, DateTimeOffset decidedAt, DateTimeOffset confirmedAt, DateTimeOffset? end)
    {
        var known = edition with { EndsAt = end };
        var matter = known.Matters["MT-C01"];
        var ruling = Decider.Rule(Domain.Standings.Standing.Unknown(Domain.Identity.SubjectKey.OfPerson(Guid.Empty)), [], matter, known, decidedAt);
        var answer = Decider.Answer(ruling, null, [], new Dictionary<string, DateTimeOffset>(), matter, known, decidedAt);
        return new Receipt
        {
            Id = Guid.CreateVersion7(decidedAt),
            Organisation = "D13",
            Credential = "test",
            Matter = matter.Code,
            SubjectVersion = 0,
            Edition = edition.Id,
            EditionDigest = edition.Digest,
            DeciderVersion = Decider.Version,
            Consistency = Consistency.Default,
            DecidedBy = DecidedBy.Grain,
            DecidedAt = decidedAt,
            ValidUntil = answer.ValidUntil,
            ConfirmedAt = confirmedAt,
            Freshness = answer.Freshness,
            Ruling = ruling,
        };
    }
}
