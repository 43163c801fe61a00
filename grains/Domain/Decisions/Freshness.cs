using System.Collections.Immutable;
using CreditGate.Domain.Catalogues;

namespace CreditGate.Domain.Decisions;

/// <summary>A source that this matter's rules use and that has been silent for longer than its limit.</summary>
/// <param name="DataAsOf">The newest instant it declared its data true for; null when it never spoke.</param>
public sealed record StaleSource(string Source, LocalText Name, DateTimeOffset? DataAsOf, int LimitDays);

/// <summary>How fresh the sources are that a matter's rules rest on. A stale source is a warning, never an outcome.</summary>
/// <param name="DataAsOf">The oldest declared instant among them; null when one never spoke, or none is used.</param>
public sealed record Freshness(DateTimeOffset? DataAsOf, ImmutableArray<StaleSource> Stale)
{
    internal static Freshness Of(Matter matter, Edition edition, IReadOnlyDictionary<string, DateTimeOffset> sources, Moment moment)
    {
        var stale = ImmutableArray.CreateBuilder<StaleSource>();
        DateTimeOffset? oldest = null;
        var silent = false;
        foreach (var (source, limit) in edition.SourcesFor(matter.Code))
        {
            var spoke = sources.TryGetValue(source, out var asOf);
            silent |= !spoke;
            oldest = spoke && (oldest is null || asOf < oldest) ? asOf : oldest;
            if (!spoke || moment.HasReached(asOf.AddDays(limit), Boundary.Source, null))
            {
                stale.Add(new StaleSource(source, edition.Departments[source].Name, spoke ? asOf : null, limit));
            }
        }

        return new Freshness(silent ? null : oldest, stale.ToImmutable());
    }
}

/// <summary>How fresh sources are at an instant, and until when time alone leaves it so.</summary>
/// <param name="ChangesAt">Null when no instant is foreseen.</param>
public sealed record FreshnessAt(Freshness Freshness, DateTimeOffset? ChangesAt)
{
    /// <param name="sources">The newest declared instant of each source.</param>
    public static FreshnessAt Of(Matter matter, Edition edition, IReadOnlyDictionary<string, DateTimeOffset> sources, DateTimeOffset at)
    {
        var moment = new Moment(at);
        var freshness = Freshness.Of(matter, edition, sources, moment);
        return new FreshnessAt(freshness, moment.NextChange);
    }
}
