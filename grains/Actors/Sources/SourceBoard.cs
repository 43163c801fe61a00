using System.Collections.Immutable;
using CreditGate.Actors.Ledger;

namespace CreditGate.Actors.Sources;

/// <summary>This node's view of when each source last spoke. Read by every check, so reading takes no lock.</summary>
public sealed class SourceBoard(ISourceLedger ledger)
{
    private ImmutableDictionary<string, DateTimeOffset> _sources = ImmutableDictionary<string, DateTimeOffset>.Empty;

    public IReadOnlyDictionary<string, DateTimeOffset> Sources => Volatile.Read(ref _sources);

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
}
