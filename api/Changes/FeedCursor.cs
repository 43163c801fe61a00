using System.Globalization;

namespace CreditGate.Api.Changes;

/// <summary>A place in the feed as callers carry it: after the entry at this position. Opaque to them.</summary>
internal static class FeedCursor
{
    /// <summary>The end of the feed, as it is when the request comes.</summary>
    public const string Now = "now";

    public static string Of(long position) => $"c{position.ToString(CultureInfo.InvariantCulture)}";

    public static bool TryParse(string text, out long position)
    {
        position = 0;
        return text.StartsWith('c') && long.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out position);
    }
}
