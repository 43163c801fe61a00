using System.Text.RegularExpressions;
using Xunit;

namespace CreditGate.Api.Tests.Operations;

/// <summary>What /metrics said, line by line.</summary>
internal sealed partial class Scrape(string text)
{
    private readonly string[] _lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public string Text => text;

    /// <summary>Names of all series, those of histograms with their endings.</summary>
    public HashSet<string> Names =>
        [.. _lines.Where(static line => !line.StartsWith('#')).Select(static line => Name().Match(line).Value)];

    public static async Task<Scrape> Of(HttpClient client) => new(await client.GetStringAsync("/metrics", TestContext.Current.CancellationToken));

    /// <summary>The sum of the series of a name whose labels hold all of these; null when there is none.</summary>
    public double? Value(string name, params (string Label, string Value)[] labels)
    {
        var found = _lines
            .Where(line => Name().Match(line).Value == name && labels.All(label => line.Contains($"{label.Label}=\"{label.Value}\"", StringComparison.Ordinal)))
            .Select(static line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], System.Globalization.CultureInfo.InvariantCulture))
            .ToArray();
        return found is [] ? null : found.Sum();
    }

    [GeneratedRegex("^[a-z_0-9]+")]
    private static partial Regex Name();
}
