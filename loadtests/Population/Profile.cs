using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CreditGate.LoadTests.Population;

/// <summary>What the answer to a check must be.</summary>
/// <param name="Measures">Codes, in order.</param>
internal sealed record KnownAnswer(string Outcome, IReadOnlyList<string> Measures)
{
    public static KnownAnswer Of(string text) => new(text.Split(' ')[0], text.Split(' ')[1..]);
}

/// <summary>
/// What an invented subject has on record, and what follows in each matter. The answers are those that the named story under
/// tests/scenarios states from the catalogue's cells; nothing here asks the decider.
/// </summary>
internal sealed partial record Profile(string Name, bool IsPerson, double Share, bool IsWritten, string Story, IReadOnlyList<string> Rows, IReadOnlyList<(string Matter, KnownAnswer Answer)> Answers)
{
    /// <summary>Lists that the rows enter the subject on.</summary>
    public IReadOnlyList<string> Lists { get; } = [.. Rows.Select(static row => JsonElement.Parse(row)).Where(static row => row.TryGetProperty("list", out _)).Select(static row => row.GetProperty("list").GetString()!)];

    /// <param name="today">Legal day in China that the rows' days count from.</param>
    public static IReadOnlyList<Profile> Load(DateOnly today)
    {
        using var stream = typeof(Profile).Assembly.GetManifestResourceStream("profiles.json")!;
        using var document = JsonDocument.Parse(stream);
        return [.. document.RootElement.EnumerateArray().Select(profile => Read(profile, today))];
    }

    private static Profile Read(JsonElement profile, DateOnly today) => new(
        profile.GetProperty("name").GetString()!,
        profile.GetProperty("kind").GetString() == "person",
        profile.GetProperty("share").GetDouble(),
        profile.TryGetProperty("written", out var written) && written.GetBoolean(),
        profile.GetProperty("story").GetString()!,
        [.. profile.GetProperty("rows").EnumerateArray().Select(row => Day().Replace(row.GetRawText(), match => DayOf(today, match)))],
        [.. profile.GetProperty("answers").EnumerateObject().Select(static answer => (answer.Name, KnownAnswer.Of(answer.Value.GetString()!)))]);

    private static string DayOf(DateOnly today, Match match) =>
        today.AddDays(-int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\$day-(\d+)")]
    private static partial Regex Day();
}
