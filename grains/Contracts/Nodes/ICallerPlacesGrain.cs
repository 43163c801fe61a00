namespace CreditGate.Contracts.Nodes;

/// <summary>What callers have under way on each node, so that its number is bounded for the cluster. In memory alone: one grain with the key <see cref="Key"/>.</summary>
[GrainInterfaceType("creditgate.caller-places")]
[Alias("creditgate.caller-places")]
public interface ICallerPlacesGrain : IGrainWithStringKey
{
    const string Key = "caller-places";

    /// <summary>Notes what callers hold on one node now, in place of what it told before, and gives what they hold on all others.</summary>
    /// <param name="node">One run of a node: what a node held that is no more is forgotten within five seconds.</param>
    [Alias("Tell")]
    ValueTask<HeldPlace[]> Tell(Guid node, HeldPlace[] held);
}

/// <param name="Kind">What is under way.</param>
/// <param name="Caller">Id of a credential.</param>
[GenerateSerializer, Immutable, Alias("creditgate.HeldPlace")]
public sealed record HeldPlace([property: Id(0)] string Kind, [property: Id(1)] string Caller, [property: Id(2)] int Count);
