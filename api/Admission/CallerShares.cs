using System.Runtime.InteropServices;

namespace CreditGate.Api.Admission;

/// <summary>How much each caller has under way or waiting. Not thread-safe: its owner's lock guards it.</summary>
internal sealed class CallerShares
{
    // Below this nobody is told that it asks for too much.
    private const int Always = 16;

    private readonly Dictionary<string, int> _underWay = new(StringComparer.Ordinal);

    /// <summary>Whether a caller has its part of the whole already, the whole divided by the callers that have something under way. A caller alone has no share to exceed.</summary>
    public bool IsExceeded(string caller, int whole) =>
        _underWay.TryGetValue(caller, out var own) && _underWay.Count > 1 && own >= Math.Max(Always, whole / _underWay.Count);

    public void Add(string caller) => CollectionsMarshal.GetValueRefOrAddDefault(_underWay, caller, out _)++;

    /// <param name="caller">Null for what is nobody's.</param>
    public void Remove(string? caller)
    {
        if (caller is not null && --CollectionsMarshal.GetValueRefOrAddDefault(_underWay, caller, out _) <= 0)
        {
            _underWay.Remove(caller);
        }
    }
}
