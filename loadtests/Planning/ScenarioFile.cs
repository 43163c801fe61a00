using System.Text.Json;
using System.Text.Json.Serialization;

namespace CreditGate.LoadTests.Planning;

/// <summary>Reads a scenario file, or says every fault of it by field and remedy.</summary>
internal static class ScenarioFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        AllowTrailingCommas = true,
        NumberHandling = JsonNumberHandling.Strict,
        ReadCommentHandling = JsonCommentHandling.Skip,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <param name="path">Of the file.</param>
    /// <param name="overrides">Go before what the file says.</param>
    /// <exception cref="ScenarioException">The file cannot be used; the message names each field and its remedy.</exception>
    public static Scenario Read(string path, Overrides? overrides = null)
    {
        if (!File.Exists(path))
        {
            throw new ScenarioException([$"{path}: there is no such file; the product's scenarios lie in loadtests/Scenarios"]);
        }

        return Parse(File.ReadAllText(path), Path.GetDirectoryName(Path.GetFullPath(path))!, overrides);
    }

    /// <param name="json">What the file holds.</param>
    /// <param name="directory">Where a trace named in the scenario is looked for.</param>
    /// <param name="overrides">Go before what the file says.</param>
    public static Scenario Parse(string json, string directory, Overrides? overrides = null)
    {
        ScenarioText text;
        try
        {
            text = JsonSerializer.Deserialize<ScenarioText>(json, Options) ?? throw new ScenarioException(["the file is empty: write a JSON object"]);
        }
        catch (JsonException fault)
        {
            throw new ScenarioException([$"{fault.Path ?? "$"} (line {fault.LineNumber + 1}): {Plain(fault)}"]);
        }

        var faults = new List<string>();
        var scenario = new ScenarioChecks(faults, directory).Read(overrides?.Over(text) ?? text);
        return faults.Count == 0 ? scenario : throw new ScenarioException(faults);
    }

    private static string Plain(JsonException fault) =>
        fault.Message.Contains("could not be mapped", StringComparison.Ordinal)
            ? "there is no such field; see loadtests/Scenarios/README.md for the fields"
            : fault.InnerException?.Message ?? fault.Message.Split(" Path:")[0];
}

/// <summary>A scenario file that cannot be used.</summary>
internal sealed class ScenarioException(IReadOnlyList<string> faults) : Exception(string.Join(Environment.NewLine, faults))
{
    public IReadOnlyList<string> Faults { get; } = faults;
}
