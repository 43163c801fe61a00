using System.Globalization;

namespace CreditGate.Api.Changes;

/// <summary>A place in the feed as callers carry it: after the entry at this position. Opaque to them.</summary>
/// <param name="Mark">Of the entry at the position, so that a ledger with another history is noticed; null before the oldest entry kept.</param>
internal readonly record struct FeedCursor(long Position, uint? Mark)
{
    /// <summary>The end of the feed, as it is when the request comes.</summary>
    public const string Now = "now";

    public static string Of(FeedEntry entry) => new FeedCursor(entry.Position, entry.Mark).ToString();

    public static bool TryParse(string text, out FeedCursor cursor)
    {
        cursor = default;
        if (!text.StartsWith('c'))
        {
            return false;
        }

        var parts = text[1..].Split('-');
        var mark = 0u;
        if (parts.Length > 2
            || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            || (parts.Length == 2 && !uint.TryParse(parts[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out mark)))
        {
            return false;
        }

        cursor = new FeedCursor(position, parts.Length == 2 ? mark : null);
        return true;
    }

    public override string ToString() => Mark is { } mark
        ? string.Create(CultureInfo.InvariantCulture, $"c{Position}-{mark:x8}")
        : string.Create(CultureInfo.InvariantCulture, $"c{Position}");
}
