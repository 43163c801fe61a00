using CreditGate.Actors.Changes;
using CreditGate.Domain;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Changes;

namespace CreditGate.Silo.Hosting;

/// <summary>Tells the feed of editions that came into force, and lets every subject whose records may mean something else be looked at.</summary>
/// <remarks>
/// The editions in force when the feed begins are no news. A release that brings an edition is to be installed before that edition starts:
/// what was decided and told of a subject in between stood under the edition before.
/// </remarks>
internal sealed class EditionNews(IChangeLedger changes, Catalogue catalogue, PlatformClock clock)
{
    private const int SubjectsAtOnce = 5_000;

    public async Task Announce(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var known = await changes.Announced(cancellation);
        Edition[] started = [.. catalogue.Editions.Where(edition => edition.StartsAt <= now && !known.Contains(edition.Id))];
        if (known.Count == 0)
        {
            await changes.TakeAsKnown([.. started.Select(static edition => edition.Id)]);
            return;
        }

        foreach (var edition in started)
        {
            await CallUp(edition.StartsAt, cancellation);
            await changes.Announce(new StandingChange { Kind = ChangeKind.EditionStarted, At = now, Edition = edition.Id, EditionBefore = Before(edition)?.Id });
        }
    }

    private Edition? Before(Edition edition) => catalogue.Editions.LastOrDefault(other => other.StartsAt < edition.StartsAt);

    private async Task CallUp(DateTimeOffset start, CancellationToken cancellation)
    {
        for (var last = ""; last is not null; last = await changes.CallUp(start, last, SubjectsAtOnce))
        {
            cancellation.ThrowIfCancellationRequested();
        }
    }
}
