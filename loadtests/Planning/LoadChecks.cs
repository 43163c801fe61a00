namespace CreditGate.LoadTests.Planning;

/// <summary>The part of a scenario that says how fast.</summary>
internal sealed class LoadChecks(ScenarioChecks checks, string directory)
{
    private const double MostSeconds = 24 * 3600;
    private const double MostRate = 1_000_000;

    public LoadPlan Read(LoadText? text)
    {
        var mode = checks.Word("load.mode", text?.Mode, LoadMode.Closed);
        return new LoadPlan(
            mode,
            (int)checks.Within("load.connections", text?.Connections, 64, 1, 20_000),
            checks.Within("load.warmUpSeconds", text?.WarmUpSeconds, 5, 0, MostSeconds),
            Stages(mode, text),
            Arrivals(text?.Arrivals),
            TimeSpan.FromMilliseconds(Think(mode, text?.ThinkMilliseconds)),
            Trace(mode, text?.Trace),
            checks.Within("load.speed", text?.Speed, 1, 0.01, 1_000));
    }

    private IReadOnlyList<Stage> Stages(LoadMode mode, LoadText? text) => (mode, text?.Stages) switch
    {
        (LoadMode.Trace, _) when text is { Seconds: not null } or { Rate: not null } or { Stages.Length: > 0 } =>
            checks.Fault<IReadOnlyList<Stage>>("load.seconds", "a trace has its own length and rate: leave seconds, rate and stages out, or give load.speed", []),
        (LoadMode.Trace, _) => [],
        (LoadMode.Open, { Length: > 0 } stages) => [.. stages.Select((stage, index) => Stage($"load.stages[{index}].", stage.Seconds, stage.Rate))],
        (LoadMode.Open, _) => [Stage("load.", text?.Seconds, text?.Rate)],
        (_, { Length: > 0 }) => checks.Fault<IReadOnlyList<Stage>>("load.stages", "stages have rates, and only the open mode has: set load.mode to open, or give load.seconds", []),
        _ when text?.Rate is not null => checks.Fault<IReadOnlyList<Stage>>("load.rate", "a closed load has no rate: set load.mode to open, or leave the rate out", []),
        _ => [new Stage(checks.Within("load.seconds", text?.Seconds, 10, 0.1, MostSeconds), 0)],
    };

    private Stage Stage(string prefix, double? seconds, double? rate) => new(
        checks.Within(prefix + "seconds", seconds, 10, 0.1, MostSeconds),
        rate is null
            ? checks.Fault(prefix + "rate", "an open load needs its requests a second", 1.0)
            : checks.Within(prefix + "rate", rate, 1, 0.01, MostRate));

    private bool Arrivals(string? text) => text switch
    {
        null or "poisson" => true,
        "even" => false,
        _ => checks.Fault("load.arrivals", $"\"{text}\" is unknown, write poisson or even", true),
    };

    private double Think(LoadMode mode, double? milliseconds) => mode == LoadMode.Closed || milliseconds is null
        ? checks.Within("load.thinkMilliseconds", milliseconds, 0, 0, 3_600_000)
        : checks.Fault("load.thinkMilliseconds", "only a closed load thinks between its requests: leave it out", 0.0);

    private string? Trace(LoadMode mode, string? file) => (mode, file) switch
    {
        (LoadMode.Trace, null) => checks.Fault<string?>("load.trace", "name the trace's file", null),
        (LoadMode.Trace, { } name) when !File.Exists(Path.Combine(directory, name)) =>
            checks.Fault<string?>("load.trace", $"there is no file {name} beside the scenario; make one with make-trace", null),
        (LoadMode.Trace, { } name) => Path.Combine(directory, name),
        (_, null) => null,
        _ => checks.Fault<string?>("load.trace", "set load.mode to trace, or leave the trace out", null),
    };
}
