namespace CreditGate.LoadTests.Planning;

/// <summary>A scenario file as it is written. What is left out has a default; docs are in README.md beside the scenarios.</summary>
internal sealed record ScenarioText
{
    public string? Name { get; init; }

    public string? Story { get; init; }

    public SubjectsText? Subjects { get; init; }

    public KeysText? Keys { get; init; }

    public Dictionary<string, double>? Traffic { get; init; }

    public int? BatchSize { get; init; }

    public CustomText? Custom { get; init; }

    public LoadText? Load { get; init; }

    public int? VerifyEvery { get; init; }

    public ulong? Seed { get; init; }

    public string[]? Expect { get; init; }
}

internal sealed record SubjectsText(int? Count = null, int? First = null, double? Persons = null, bool? Bulk = null, bool? Activated = null);

internal sealed record KeysText(string? Draw, double? Skew);

internal sealed record CustomText(string? Path, string? Body);

internal sealed record LoadText(
    string? Mode = null,
    int? Connections = null,
    double? WarmUpSeconds = null,
    double? Seconds = null,
    double? Rate = null,
    StageText[]? Stages = null,
    string? Arrivals = null,
    double? ThinkMilliseconds = null,
    string? Trace = null,
    double? Speed = null);

internal sealed record StageText(double? Seconds, double? Rate);
