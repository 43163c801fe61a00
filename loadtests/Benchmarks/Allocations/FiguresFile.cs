using System.Text.Json;

namespace CreditGate.Benchmarks.Allocations;

/// <summary>The committed figures.</summary>
/// <param name="Runtime">Version of .NET that they were measured on: libraries of another allocate a little more or less.</param>
/// <param name="Parts">By name.</param>
internal sealed record FiguresFile(Version Runtime, SortedDictionary<string, PartFigures> Parts)
{
    private const double MarginOfAnotherRuntime = 0.1;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <exception cref="IOException">There is none.</exception>
    /// <exception cref="JsonException">It is none.</exception>
    public static FiguresFile Read(string path) => JsonSerializer.Deserialize<FiguresFile>(File.ReadAllBytes(path), Options) ?? throw new JsonException($"{path} is empty.");

    public void Save(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this, Options) + "\n");

    /// <summary>A line for every part that costs more than here. One that is new, or gone, is no regression, but has to be written down.</summary>
    public IEnumerable<string> Worse(FiguresFile now)
    {
        var margin = now.Runtime == Runtime ? 0 : MarginOfAnotherRuntime;
        return Parts.Keys.Union(now.Parts.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(name => (Parts.GetValueOrDefault(name), now.Parts.GetValueOrDefault(name)) switch
        {
            (null, _) => $"{name} is not in the file: write it anew with --update",
            (_, null) => $"{name} is no part any more: write the file anew with --update",
            var (before, part) => part.WorseThan(before, margin) is { } how ? $"{name} {how}" : null,
        }).OfType<string>();
    }
}
