using System.Collections.Immutable;
using CreditGate.Actors.Changes;

namespace CreditGate.Api.Changes;

/// <summary>The feed's newest entries, read from the ledger and made readable once for all who follow it. Who is further behind reads for himself.</summary>
internal sealed class ChangeFeed(IChangeLedger ledger, FeedEntries entries) : IDisposable
{
    private const int Kept = 8_192;
    private const int ReadAtOnce = 1_000;

    private readonly SemaphoreSlim _reading = new(1);
    private readonly Lock _lock = new();
    private readonly FeedEntry[] _ring = new FeedEntry[Kept];
    private long _first = 1;
    private long _last;

    /// <summary>Entries after a position, in order and without gap but for what was forgotten; none when there are none yet.</summary>
    public async ValueTask<ImmutableArray<FeedEntry>> After(long position, int atMost, CancellationToken cancellation)
    {
        if (Known(position, atMost) is { } known)
        {
            return known;
        }

        if (!IsBehind(position) && await Newest(position, atMost, cancellation) is { } newest)
        {
            return newest;
        }

        return [.. (await ledger.Changes(position, atMost, cancellation)).Select(entries.Of)];
    }

    public void Dispose() => _reading.Dispose();

    private ImmutableArray<FeedEntry>? Known(long position, int atMost)
    {
        lock (_lock)
        {
            if (position + 1 < _first || position >= _last)
            {
                return null;
            }

            var found = ImmutableArray.CreateBuilder<FeedEntry>((int)Math.Min(atMost, _last - position));
            for (var next = position + 1; found.Count < found.Capacity; next++)
            {
                found.Add(_ring[next % Kept]);
            }

            return found.MoveToImmutable();
        }
    }

    private bool IsBehind(long position)
    {
        lock (_lock)
        {
            return position + 1 < _first;
        }
    }

    /// <summary>Lets one reader read on for all who wait. Null when the window has left the position behind.</summary>
    private async ValueTask<ImmutableArray<FeedEntry>?> Newest(long position, int atMost, CancellationToken cancellation)
    {
        await _reading.WaitAsync(cancellation);
        try
        {
            if (Known(position, atMost) is { } meanwhile)
            {
                return meanwhile;
            }

            await ReadOn(position, cancellation);
            return Known(position, atMost) ?? (IsBehind(position) ? null : []);
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>Reads on from the window's end until it has passed the position, or there is no more. Far ahead of it, the window starts anew.</summary>
    private async ValueTask ReadOn(long position, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (_last < _first || position - _last > ReadAtOnce)
            {
                (_first, _last) = (position + 1, position);
            }
        }

        while (_last <= position && await ledger.Changes(_last, ReadAtOnce, cancellation) is { Count: > 0 } read)
        {
            Keep([.. read.Select(entries.Of)]);
        }
    }

    private void Keep(ImmutableArray<FeedEntry> read)
    {
        lock (_lock)
        {
            if (read[0].Position != _last + 1)
            {
                (_first, _last) = (read[0].Position, read[0].Position - 1);
            }

            foreach (var entry in read)
            {
                _ring[entry.Position % Kept] = entry;
            }

            _last = read[^1].Position;
            _first = Math.Max(_first, _last - Kept + 1);
        }
    }
}
