using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CreditGate.Domain.Catalogues.Loading;

/// <summary>Names the entry of a file that something was said about.</summary>
internal static partial class JsonEntry
{
    /// <summary>The code or id of the entry at a path such as <c>$.rules[3].force</c>, followed by the path; the path alone where it has none.</summary>
    public static string At(ReadOnlyMemory<byte> file, string? path) =>
        path is not null && IndexedPath().Match(path) is { Success: true } match && NameAt(file, match) is { } name ? $"{name} ({path})" : path ?? "file";

    /// <summary>The entry's own name; null for objects that have none.</summary>
    public static string? NameOf(JsonElement entry) =>
        entry.TryGetProperty("code", out var name) || entry.TryGetProperty("id", out name) ? name.ToString() : null;

    private static string? NameAt(ReadOnlyMemory<byte> file, Match match)
    {
        if (!TryParse(file, out var document))
        {
            return null;
        }

        using (document)
        {
            var entries = document.RootElement.GetProperty(match.Groups["room"].Value);
            return NameOf(entries[int.Parse(match.Groups["index"].Value, CultureInfo.InvariantCulture)]);
        }
    }

    // A file cut short has a path to its end, but no entry can be read from it.
    private static bool TryParse(ReadOnlyMemory<byte> file, out JsonDocument document)
    {
        var reader = new Utf8JsonReader(file.Span);
        try
        {
            return JsonDocument.TryParseValue(ref reader, out document!);
        }
        catch (JsonException)
        {
            document = null!;
            return false;
        }
    }

    [GeneratedRegex(@"^\$\.(?<room>\w+)\[(?<index>\d+)\]")]
    private static partial Regex IndexedPath();
}
