using CreditGate.Actors.Changes;
using CreditGate.Api.Problems;
using CreditGate.Domain;

namespace CreditGate.Api.Changes;

/// <summary>From cursors to positions of this ledger's feed, and back.</summary>
internal sealed class FeedPlaces(ChangeFeed feed, IChangeLedger ledger)
{
    /// <summary>The cursor after what was looked at up to a position.</summary>
    public async ValueTask<string> CursorAt(long position, CancellationToken cancellation) =>
        new FeedCursor(position, await MarkAt(position, cancellation)).ToString();

    /// <summary>The cursor before the oldest entry kept.</summary>
    public async ValueTask<string> Oldest(CancellationToken cancellation) => OldestOf((await ledger.Range(cancellation)).First);

    /// <summary>The position to read after, or why there is none; and the cursor before the oldest entry kept.</summary>
    /// <param name="after">A cursor, "now", or null for the oldest entry kept.</param>
    public async ValueTask<(long Position, string Oldest, Fault? Fault)> Find(string? after, CancellationToken cancellation)
    {
        var (first, last) = await ledger.Range(cancellation);
        var oldest = OldestOf(first);
        if (after is null or FeedCursor.Now)
        {
            return (after is null ? Before(first) : last, oldest, null);
        }

        return !FeedCursor.TryParse(after, out var cursor) ? (0, oldest, ProblemTexts.BadCursor)
            : cursor.Position < Before(first) ? (0, oldest, ProblemTexts.CursorExpired)
            : cursor.Position > last ? (0, oldest, ProblemTexts.CursorAhead)
            : cursor.Mark is { } mark && await MarkAt(cursor.Position, cancellation) is { } known && known != mark ? (0, oldest, ProblemTexts.CursorOfOtherHistory)
            : (cursor.Position, oldest, null);
    }

    private static string OldestOf(long first) => new FeedCursor(Before(first), null).ToString();

    private static long Before(long first) => Math.Max(0, first - 1);

    private async ValueTask<uint?> MarkAt(long position, CancellationToken cancellation) =>
        position > 0 && await feed.After(position - 1, 1, cancellation) is [var entry] && entry.Position == position ? entry.Mark : null;
}
