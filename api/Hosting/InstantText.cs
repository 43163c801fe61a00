using System.Globalization;
using CreditGate.Domain.Calendars;

namespace CreditGate.Api.Hosting;

/// <summary>Instants in headers and queries, by the rule of <see cref="InstantJson"/>: without an offset they would mean whatever zone the server stands in.</summary>
internal static class InstantText
{
    public static DateTimeOffset? Read(string text) =>
        text is [.., 'Z' or 'z'] or [.., '+' or '-', _, _, ':', _, _]
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) && LegalTime.Covers(instant)
            ? instant
            : null;
}
