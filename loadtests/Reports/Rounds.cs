using System.Text.Json;

namespace CreditGate.LoadTests.Reports;

/// <summary>The rounds of a comparison, filed as SYSTEM-ROUND.json in one directory, and their medians. What has no round has no figure.</summary>
internal sealed class Rounds(string directory)
{
    private readonly Dictionary<string, JsonElement[]> _systems = Directory.GetFiles(directory, "*-*.json")
        .GroupBy(static file => Path.GetFileNameWithoutExtension(file)[..Path.GetFileNameWithoutExtension(file).LastIndexOf('-')])
        .ToDictionary(static system => system.Key, static system => system.Select(static file => JsonElement.Parse(File.ReadAllText(file))).ToArray(), StringComparer.Ordinal);

    public IEnumerable<string> Systems => _systems.Keys.Order(StringComparer.Ordinal);

    public JsonElement[] Of(string system) => _systems.TryGetValue(system, out var rounds) ? rounds : [];

    /// <summary>Median decisions a second.</summary>
    public double? Decisions(string system) => Median(system, Decisions);

    public double? Ratio(string system, string other) => Decisions(system) / Decisions(other);

    public double? Latency(string system, string percentile) => Median(system, run => run.GetProperty("latencyMs").GetProperty(percentile).GetDouble());

    public static double Decisions(JsonElement run) => run.GetProperty("decisions").GetDouble();

    public double? Median(string system, Func<JsonElement, double> figure)
    {
        var sorted = Of(system).Select(figure).Order().ToArray();
        return sorted switch
        {
            [] => null,
            _ when sorted.Length % 2 == 1 => sorted[sorted.Length / 2],
            _ => (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2,
        };
    }
}
