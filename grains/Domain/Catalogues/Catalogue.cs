using System.Collections.Immutable;
using CreditGate.Domain.Catalogues.Publishing;

namespace CreditGate.Domain.Catalogues;

/// <summary>All editions, oldest first, without gap or overlap. Editions that are published while the service runs are added; what is in force at an instant is asked with <see cref="At"/>.</summary>
public sealed class Catalogue(ImmutableArray<Edition> editions)
{
    private volatile Snapshot _now = new(editions, [], null, EditionEnds.None);

    public ImmutableArray<Edition> Editions => _now.Editions;

    /// <summary>Submitted, and in force at no time.</summary>
    public ImmutableArray<Edition> Drafts => _now.Drafts;

    /// <summary>Where editions were to end, as it was known at any time.</summary>
    public EditionEnds Ends => _now.Ends;

    /// <summary>An edition by its id, of those that are in force at some time; null when this release does not know it.</summary>
    public Edition? Find(string id)
    {
        foreach (var edition in Editions)
        {
            if (edition.Id == id)
            {
                return edition;
            }
        }

        return null;
    }

    /// <summary>An edition that was submitted, published or not.</summary>
    public Edition? FindAny(string id) => Find(id) ?? _now.Drafts.FirstOrDefault(edition => edition.Id == id);

    /// <summary>The edition in force at an instant. Start is inclusive, end exclusive.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The instant lies before the first edition.</exception>
    /// <exception cref="EditionMissingException">An edition is in force that this node cannot use: it must not answer by another.</exception>
    public Edition At(DateTimeOffset instant)
    {
        var now = _now;
        if (instant >= now.MissingFrom)
        {
            EnsureFollowed(now, instant);
        }

        for (var index = now.Editions.Length - 1; index >= 0; index--)
        {
            if (instant >= now.Editions[index].StartsAt)
            {
                return now.Editions[index];
            }
        }

        throw new ArgumentOutOfRangeException(nameof(instant), instant, $"No edition was in force before {now.Editions[0].StartsAt:O}.");
    }

    private static void EnsureFollowed(Snapshot now, DateTimeOffset instant)
    {
        if (!now.Editions.Any(edition => edition.StartsAt > now.MissingFrom && edition.StartsAt <= instant))
        {
            throw new EditionMissingException();
        }
    }

    /// <summary>Takes the editions as they stand now, whole. An edition that says the same as before keeps its identity.</summary>
    /// <param name="drafts">Submitted and in force at no time.</param>
    /// <param name="missingFrom">Start of the first published edition that cannot be used here.</param>
    public void Replace(ImmutableArray<Edition> all, ImmutableArray<Edition> drafts, DateTimeOffset? missingFrom, EditionEnds ends)
    {
        var before = _now.Editions;
        _now = new Snapshot(
            [.. all.Select(edition => before.FirstOrDefault(known => known.Digest == edition.Digest && known.StartsAt == edition.StartsAt && known.EndsAt == edition.EndsAt) ?? edition)],
            drafts,
            missingFrom,
            ends);
    }

    private sealed record Snapshot(ImmutableArray<Edition> Editions, ImmutableArray<Edition> Drafts, DateTimeOffset? MissingFrom, EditionEnds Ends);
}

/// <summary>A published edition is in force that this node does not have, or cannot read: a newer release may be needed.</summary>
public sealed class EditionMissingException() : Exception("A published edition of the catalogue is in force that this node cannot use.");
