using System.Collections.Immutable;

namespace CreditGate.Domain.Catalogues.Publishing;

/// <summary>The product's own editions with what was published since, each in force until the next begins.</summary>
/// <param name="Drafts">Submitted, and in force at no time.</param>
/// <param name="MissingFrom">Start of the first published edition whose content was not given or cannot be read.</param>
public sealed record EditionTimeline(ImmutableArray<Edition> Editions, ImmutableArray<Edition> Drafts, DateTimeOffset? MissingFrom)
{
    /// <param name="own">The product's own editions, oldest first.</param>
    /// <param name="built">Submitted editions by id; those that cannot be built here are left out.</param>
    public static EditionTimeline Of(ImmutableArray<Edition> own, IReadOnlyList<EditionAct> acts, IReadOnlyDictionary<string, Edition> built)
    {
        var starts = Starts(acts);
        var published = starts.Where(start => built.ContainsKey(start.Key)).Select(start => built[start.Key] with { StartsAt = start.Value });
        // An edition of the product that begins after one that was published here takes over from it, as any later one does.
        Edition[] ordered = [.. own.Concat(published).OrderBy(static edition => edition.StartsAt)];
        var missing = starts.Where(start => !built.ContainsKey(start.Key)).Select(static start => (DateTimeOffset?)start.Value).Min();
        return new EditionTimeline(
            [.. ordered.Select((edition, index) => edition with { EndsAt = index + 1 < ordered.Length ? ordered[index + 1].StartsAt : null })],
            [.. built.Values.Where(edition => !starts.ContainsKey(edition.Id)).OrderBy(static edition => edition.Id, StringComparer.Ordinal)],
            missing);
    }

    /// <summary>When each published edition begins.</summary>
    public static ImmutableSortedDictionary<string, DateTimeOffset> Starts(IEnumerable<EditionAct> acts) => acts.Aggregate(
        ImmutableSortedDictionary.Create<string, DateTimeOffset>(StringComparer.Ordinal),
        static (starts, act) => act.Kind switch
        {
            EditionActKind.Published => starts.SetItem(act.Edition, act.StartsAt!.Value),
            EditionActKind.Cancelled => starts.Remove(act.Edition),
            _ => starts,
        });
}
