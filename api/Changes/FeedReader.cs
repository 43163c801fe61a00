using System.Collections.Immutable;
using CreditGate.Actors.Changes;
using CreditGate.Api.Telemetry;
using CreditGate.Domain;

namespace CreditGate.Api.Changes;

/// <summary>What one look into the feed found.</summary>
/// <param name="Position">Everything up to here was looked at.</param>
/// <param name="HasMore">The look ended before the feed did.</param>
/// <param name="IsBroken">Entries after the cursor have been forgotten meanwhile.</param>
internal sealed record FeedPage(ImmutableArray<FeedEntry> Entries, long Position, bool HasMore, bool IsBroken = false);

/// <summary>Looks through the feed for one reader, and waits for more of it.</summary>
internal sealed class FeedReader(ChangeFeed feed, ChangeSignal signal, PlatformClock clock, TimeProvider time, IHostApplicationLifetime lifetime)
{
    private const int ReadAtOnce = 500;
    private const int MostLookedAt = 10_000;

    /// <summary>The signal wakes who waits; this is for what it does not tell of, such as another process.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    public CancellationToken Stopping => lifetime.ApplicationStopping;

    /// <summary>Up to so many entries that match, among the next 10,000.</summary>
    public async ValueTask<FeedPage> Look(long position, ChangeFilter filter, int limit, CancellationToken cancellation)
    {
        var found = ImmutableArray.CreateBuilder<FeedEntry>();
        for (var looked = 0; looked < MostLookedAt;)
        {
            var read = await feed.After(position, ReadAtOnce, cancellation);
            if (read.IsEmpty)
            {
                return new FeedPage(found.ToImmutable(), position, false);
            }

            foreach (var entry in read)
            {
                if (entry.Position != position + 1)
                {
                    return new FeedPage(found.ToImmutable(), position, false, IsBroken: true);
                }

                (position, looked) = (entry.Position, looked + 1);
                if (filter.Matches(entry))
                {
                    found.Add(entry);
                    if (found.Count == limit)
                    {
                        return new FeedPage(found.ToImmutable(), position, true);
                    }
                }
            }
        }

        return new FeedPage(found.ToImmutable(), position, true);
    }

    /// <summary>Looks until something matches or the time is over; then the page is empty, and its position has moved on.</summary>
    public async Task<FeedPage> Await(long position, ChangeFilter filter, int limit, TimeSpan wait, CancellationToken cancellation)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation, Stopping);
        using var following = FeedMeter.Follow();
        var (started, isUpToDate) = (time.GetTimestamp(), false);
        while (true)
        {
            var grown = signal.Next;        // taken before the look: what is committed after it is not missed
            var page = await Look(position, filter, limit, cancellation);
            var remaining = wait - time.GetElapsedTime(started);
            Tell(page, isUpToDate);
            isUpToDate = !page.HasMore;
            if (!page.Entries.IsEmpty || page.IsBroken || remaining <= TimeSpan.Zero || Stopping.IsCancellationRequested)
            {
                return page;
            }

            position = page.Position;
            if (!page.HasMore)
            {
                await Pause(grown, remaining, ended.Token);
                cancellation.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>Measures how late a reader hears, unless it is reading up on what happened before it came.</summary>
    public void Tell(FeedPage page, bool wasUpToDate)
    {
        if (wasUpToDate && page.Entries is [.., var newest])
        {
            FeedMeter.Gave(newest.Change.At, clock.GetUtcNow());
        }
    }

    /// <summary>Until the feed has grown, at most a while.</summary>
    public static async Task Pause(Task grown, TimeSpan atMost, CancellationToken cancellation) =>
        await grown.WaitAsync(atMost < LongestPause ? atMost : LongestPause, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
