using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace CreditGate.Scenarios;

/// <summary>
/// The scenarios of tests/scenarios. A file holds scenarios as they are, or tables: a history, and under it rows of matters with
/// what each of them must answer, which are expanded to ordinary scenarios here.
/// </summary>
internal static class ScenarioFiles
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
    };

    private static readonly Lazy<FrozenDictionary<string, Scenario>> Loaded = new(Load);

    public static FrozenDictionary<string, Scenario> All => Loaded.Value;

    private static FrozenDictionary<string, Scenario> Load() => Directory
        .EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "scenarios"), "*.json")
        .Order(StringComparer.Ordinal)
        .SelectMany(Read)
        .Select(static (json, serial) => Parse(new Cast(serial).Bind(json)))
        .ToFrozenDictionary(static scenario => scenario.Name);      // also refuses two of one name

    private static IEnumerable<string> Read(string file)
    {
        var root = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        var scenarios = root["scenarios"]?.AsArray().Select(static scenario => scenario!.AsObject()) ?? [];
        var tables = root["tables"]?.AsArray().Select(static table => Expand(table!.AsObject())) ?? [];
        return scenarios.Concat(tables).Select(static scenario => scenario.ToJsonString());
    }

    private static Scenario Parse(string json) =>
        JsonSerializer.Deserialize<Scenario>(json, Options) ?? throw new FormatException("A scenario must not be null.");

    /// <summary>The steps of the table, then one check a matter; what "always" says is expected in every row.</summary>
    private static JsonObject Expand(JsonObject table)
    {
        var steps = new JsonArray([.. table["given"]!.AsArray().Select(static step => step!.DeepClone())]);
        foreach (var row in table["rows"]!.AsArray())
        {
            foreach (var matter in ((string)row!["matters"]!).Split(' '))
            {
                steps.Add(new JsonObject
                {
                    ["at"] = table["at"]!.DeepClone(),
                    ["check"] = new JsonObject { ["subject"] = table["subject"]!.DeepClone(), ["matter"] = matter },
                    ["expect"] = Merge(table["always"], row["expect"]),
                });
            }
        }

        return new JsonObject { ["name"] = (string)table["name"]!, ["story"] = (string)table["story"]!, ["steps"] = steps };
    }

    private static JsonObject Merge(JsonNode? always, JsonNode? row)
    {
        var merged = new JsonObject();
        foreach (var (member, value) in (always?.AsObject() ?? []).Concat(row?.AsObject() ?? []))
        {
            merged[member] = value?.DeepClone();
        }

        return merged;
    }
}
