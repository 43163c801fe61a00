namespace CreditGate.LoadTests.Planning;

internal enum LoadMode
{
    /// <summary>Requests come when they are due, whatever the answers take.</summary>
    Open,

    /// <summary>Each connection sends its next request when it has its answer.</summary>
    Closed,

    /// <summary>As a trace recorded them.</summary>
    Trace,
}

internal enum KeyDraw
{
    Uniform,
    Zipf,
    Pareto,
    One,
    Once,
}

internal enum RequestKind
{
    Check,
    Batch,
    Push,
    NoOp,
    Custom,
}

/// <summary>A checked scenario: what is sent, how fast, and what must come of it.</summary>
internal sealed record Scenario
{
    public required string Name { get; init; }

    public string Story { get; init; } = "";

    public required SubjectPlan Subjects { get; init; }

    public required KeyPlan Keys { get; init; }

    public required TrafficPlan Traffic { get; init; }

    public required LoadPlan Load { get; init; }

    /// <summary>One request of so many is compared with what its answer must be; 0 for none.</summary>
    public int VerifyEvery { get; init; } = 20;

    public ulong Seed { get; init; } = 1;

    public IReadOnlyList<Expectation> Expectations { get; init; } = [];
}

/// <param name="First">Serial of the first invented subject.</param>
/// <param name="Persons">Share of persons among the subjects, from 0 to 1.</param>
/// <param name="IsBulk">Seeded as a file, which activates nobody; otherwise as synchronous pushes.</param>
/// <param name="IsActivated">Every subject is checked once before anything is measured.</param>
internal sealed record SubjectPlan(int Count, int First, double Persons, bool IsBulk, bool IsActivated);

/// <param name="Skew">Exponent of the Zipf or shape of the Pareto distribution.</param>
internal sealed record KeyPlan(KeyDraw Draw, double Skew);

/// <param name="Shares">What a request is, in parts of their sum.</param>
/// <param name="Custom">Path and body of requests of the kind custom.</param>
internal sealed record TrafficPlan(IReadOnlyDictionary<RequestKind, double> Shares, int BatchSize, CustomRequest? Custom);

/// <param name="Body">May hold {uscc}, {matter}, {number} and {lists}, the subject's lists as a JSON array.</param>
internal sealed record CustomRequest(string Path, string Body);

/// <param name="Stages">Open: one after the other. Closed: one, without a rate.</param>
/// <param name="IsPoisson">Open: arrivals at random; otherwise at even distances.</param>
/// <param name="Trace">Path of the trace.</param>
/// <param name="Speed">How much faster than recorded a trace runs.</param>
internal sealed record LoadPlan(
    LoadMode Mode, int Connections, double WarmUpSeconds, IReadOnlyList<Stage> Stages, bool IsPoisson, TimeSpan Think, string? Trace, double Speed)
{
    public double Seconds => Stages.Sum(static stage => stage.Seconds);
}

/// <param name="Rate">Requests a second.</param>
internal sealed record Stage(double Seconds, double Rate);
