using CreditGate.Domain;
using Microsoft.Net.Http.Headers;

namespace CreditGate.Api.Hosting;

/// <summary>Chinese unless the caller prefers English (Accept-Language, with its weights).</summary>
internal static class RequestLanguage
{
    public static Language Of(HttpContext context)
    {
        var accepted = context.Request.Headers.AcceptLanguage;
        return accepted.Count > 0 && StringWithQualityHeaderValue.TryParseList(accepted, out var ranges) && Weight(ranges, "en") > Weight(ranges, "zh")
            ? Language.En
            : Language.Zh;
    }

    /// <summary>Weight of a language, any region of it; of two with the same weight the one named first counts a little more.</summary>
    private static double Weight(IList<StringWithQualityHeaderValue> ranges, string language)
    {
        var heaviest = 0.0;
        for (var index = 0; index < ranges.Count; index++)
        {
            var weight = ranges[index].Quality ?? 1;
            if (weight > 0 && Speaks(ranges[index].Value.AsSpan(), language))
            {
                heaviest = Math.Max(heaviest, weight - (index * 1e-6));
            }
        }

        return heaviest;
    }

    private static bool Speaks(ReadOnlySpan<char> range, string language) =>
        range.StartsWith(language, StringComparison.OrdinalIgnoreCase) && (range.Length == language.Length || range[language.Length] == '-');
}
