using System.Collections.Immutable;

namespace CreditGate.Domain.Catalogues;

/// <summary>All editions, oldest first, without gap or overlap.</summary>
public sealed class Catalogue(ImmutableArray<Edition> editions)
{
    public ImmutableArray<Edition> Editions { get; } = editions;

    /// <summary>An edition by its id; null when this release does not know it.</summary>
    public Edition? Find(string id) => Editions.FirstOrDefault(edition => edition.Id == id);

    /// <summary>The edition in force at an instant. Start is inclusive, end exclusive.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The instant lies before the first edition.</exception>
    public Edition At(DateTimeOffset instant)
    {
        for (var index = Editions.Length - 1; index >= 0; index--)
        {
            if (instant >= Editions[index].StartsAt)
            {
                return Editions[index];
            }
        }

        throw new ArgumentOutOfRangeException(nameof(instant), instant, $"No edition was in force before {Editions[0].StartsAt:O}.");
    }
}
