namespace CreditGate.Contracts.Nodes;

/// <summary>What callers took on all nodes together, so that a limit holds for the cluster. In memory alone: one grain with the key <see cref="Key"/>.</summary>
[GrainInterfaceType("creditgate.caller-paces")]
[Alias("creditgate.caller-paces")]
public interface ICallerPacesGrain : IGrainWithStringKey
{
    const string Key = "caller-paces";

    /// <summary>Adds what callers took on one node, and gives what they have taken on all nodes since this grain began, in the same order.</summary>
    [Alias("Add")]
    ValueTask<PaceTotals> Add(CallerTakings[] taken);
}

/// <param name="Caller">Id of a credential.</param>
/// <param name="Checks">Single checks since the node told last.</param>
/// <param name="Others">Everything else.</param>
[GenerateSerializer, Immutable, Alias("creditgate.CallerTakings")]
public sealed record CallerTakings([property: Id(0)] string Caller, [property: Id(1)] long Checks, [property: Id(2)] long Others)
{
    /// <summary>What it asked about in vain, less what it found paid for.</summary>
    [Id(3)]
    public long Misses { get; init; }

    /// <summary>Misses that are not paid for, those on other nodes included: as this node counts them, and in the answer as another told them last.</summary>
    [Id(4)]
    public long Owed { get; init; }

    /// <summary>In the answer: how long ago that was told.</summary>
    [Id(5)]
    public TimeSpan Age { get; init; }
}

/// <param name="Began">Tells a grain that has begun anew, whose totals cannot be compared with those before.</param>
[GenerateSerializer, Immutable, Alias("creditgate.PaceTotals")]
public sealed record PaceTotals([property: Id(0)] Guid Began, [property: Id(1)] CallerTakings[] Totals);
