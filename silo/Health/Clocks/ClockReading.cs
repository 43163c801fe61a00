namespace CreditGate.Silo.Health.Clocks;

/// <summary>How this node's clock stands to the one that all nodes know.</summary>
/// <param name="Ahead">Of this node; negative when it is behind.</param>
/// <param name="Others">Of the other nodes that compared lately.</param>
internal sealed record ClockReading(TimeSpan Ahead, IReadOnlyList<TimeSpan> Others);

/// <summary>A clock that every node of the cluster can ask.</summary>
internal interface IReferenceClock
{
    /// <returns>Null when the way there took too long to say anything.</returns>
    Task<ClockReading?> Compare();
}
