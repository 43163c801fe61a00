using System.Collections.Immutable;

namespace CreditGate.Domain.Catalogues.Publishing;

/// <summary>Where each edition was to end, as the acts that were known stood: an answer holds until the end that its node knew of.</summary>
public sealed class EditionEnds
{
    /// <summary>An act is taken before it is committed, and clocks of nodes differ by less than this while they are ready.</summary>
    private static readonly TimeSpan Leeway = TimeSpan.FromSeconds(10);

    public static readonly EditionEnds None = new([]);

    private readonly ImmutableArray<State> _states;

    private EditionEnds(ImmutableArray<State> states) => _states = states;

    /// <param name="own">The product's own editions.</param>
    /// <param name="acts">In their order.</param>
    public static EditionEnds Of(ImmutableArray<Edition> own, IReadOnlyList<EditionAct> acts) => new(
        [.. Enumerable.Range(0, acts.Count + 1).Where(known => known == 0 || acts[known - 1].Kind != EditionActKind.Submitted)
            .Select(known => new State(known == 0 ? DateTimeOffset.MinValue : acts[known - 1].At, Ends(own, acts.Take(known))))]);

    /// <summary>The ends that a node may have known of, that which was newest last; only the present one where no act can have come between.</summary>
    /// <param name="confirmedAt">Whatever was committed before, the node knew.</param>
    public IEnumerable<DateTimeOffset?> Known(Edition edition, DateTimeOffset confirmedAt, DateTimeOffset decidedAt)
    {
        var ends = new List<DateTimeOffset?>();
        for (var index = 0; index < _states.Length; index++)
        {
            var isTaken = index == 0 || _states[index].Since <= decidedAt + Leeway;
            var isOver = index + 1 < _states.Length && _states[index + 1].Since < confirmedAt - Leeway;
            if (isTaken && !isOver && _states[index].Ends.TryGetValue(edition.Id, out var end) && !ends.Contains(end))
            {
                ends.Add(end);
            }
        }

        return ends is [] ? [edition.EndsAt] : ends;
    }

    private static ImmutableSortedDictionary<string, DateTimeOffset?> Ends(ImmutableArray<Edition> own, IEnumerable<EditionAct> acts)
    {
        (string Id, DateTimeOffset Start)[] ordered =
            [.. own.Select(static edition => (edition.Id, edition.StartsAt)).Concat(EditionTimeline.Starts(acts).Select(static start => (start.Key, start.Value))).OrderBy(static edition => edition.Item2)];
        return ordered.Select((edition, index) => KeyValuePair.Create(edition.Id, index + 1 < ordered.Length ? ordered[index + 1].Start : (DateTimeOffset?)null))
            .ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    /// <param name="Since">When the act was taken after which it stood so.</param>
    private sealed record State(DateTimeOffset Since, ImmutableSortedDictionary<string, DateTimeOffset?> Ends);
}
