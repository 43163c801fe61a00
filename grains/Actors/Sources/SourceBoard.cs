using System.Collections.Concurrent;
using System.Collections.Immutable;
using CreditGate.Actors.Ledger;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;

namespace CreditGate.Actors.Sources;

/// <summary>This node's view of when each source last spoke. Read by every check, so reading takes no lock.</summary>
public sealed class SourceBoard(ISourceLedger ledger)
{
    private ImmutableDictionary<string, DateTimeOffset> _sources = ImmutableDictionary<string, DateTimeOffset>.Empty;

    private readonly ConcurrentDictionary<Matter, Kept> _freshness = new(ReferenceEqualityComparer.Instance);

    public IReadOnlyDictionary<string, DateTimeOffset> Sources => Volatile.Read(ref _sources);

    /// <summary>How fresh the sources of a matter are: found once, and kept until a source speaks or time changes it.</summary>
    /// <param name="matter">Of <paramref name="edition"/>: another edition has another object for it.</param>
    public FreshnessAt FreshnessFor(Matter matter, Edition edition, DateTimeOffset at)
    {
        var sources = Volatile.Read(ref _sources);
        if (_freshness.TryGetValue(matter, out var kept) && ReferenceEquals(kept.Sources, sources) && at >= kept.From && !(at >= kept.Freshness.ChangesAt))
        {
            return kept.Freshness;
        }

        var found = FreshnessAt.Of(matter, edition, sources, at);
        _freshness[matter] = new Kept(sources, at, found);
        return found;
    }

    /// <summary>Takes over what the ledger holds; newer instants known here stay.</summary>
    public async Task Refresh(CancellationToken cancellation)
    {
        foreach (var (source, asOf) in await ledger.Sources(cancellation))
        {
            Advance(source, asOf);
        }
    }

    /// <summary>A source has spoken: durable first, then visible.</summary>
    public async Task Heard(string source, DateTimeOffset asOf)
    {
        if (Sources.TryGetValue(source, out var known) && known >= asOf)
        {
            return;
        }

        await ledger.SourceSeen(source, asOf);
        Advance(source, asOf);
    }

    private void Advance(string source, DateTimeOffset asOf) =>
        ImmutableInterlocked.AddOrUpdate(ref _sources, source, asOf, (_, known) => known > asOf ? known : asOf);

    private sealed record Kept(ImmutableDictionary<string, DateTimeOffset> Sources, DateTimeOffset From, FreshnessAt Freshness);
}
