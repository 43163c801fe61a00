using CreditGate.Contracts.Nodes;

namespace CreditGate.Actors.Nodes;

/// <remarks>Lost with its node: then each node counts for itself until every one has told again, within half a second.</remarks>
[GrainType("caller-places")]
internal sealed class CallerPlacesGrain(TimeProvider time) : Grain, ICallerPlacesGrain
{
    /// <summary>A node that was silent for so long holds nothing.</summary>
    internal static readonly TimeSpan Forgotten = TimeSpan.FromSeconds(5);

    private readonly Dictionary<Guid, (HeldPlace[] Held, long At)> _nodes = [];

    public ValueTask<HeldPlace[]> Tell(Guid node, HeldPlace[] held)
    {
        foreach (var silent in _nodes.Where(one => time.GetElapsedTime(one.Value.At) >= Forgotten).Select(static one => one.Key).ToArray())
        {
            _nodes.Remove(silent);
        }

        _nodes[node] = (held, time.GetTimestamp());
        return new(
        [
            .. _nodes.Where(one => one.Key != node)
                .SelectMany(static one => one.Value.Held)
                .GroupBy(static one => (one.Kind, one.Caller), static (key, each) => new HeldPlace(key.Kind, key.Caller, each.Sum(static one => one.Count))),
        ]);
    }
}
