namespace CreditGate.Api.Admission;

/// <summary>How many places of one kind each caller holds: here, and on the other nodes as they told last.</summary>
/// <remarks>Thread-safe. What another node gave in the last half second is not known yet: a limit is exceeded by that at most.</remarks>
/// <param name="most">Of one caller.</param>
internal sealed class HeldPlaces(int most)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _here = new(StringComparer.Ordinal);
    private Dictionary<string, int> _elsewhere = [];

    /// <summary>Of every caller that holds one here.</summary>
    public KeyValuePair<string, int>[] Here
    {
        get
        {
            lock (_lock)
            {
                return [.. _here];
            }
        }
    }

    public bool TryTake(string caller)
    {
        lock (_lock)
        {
            var here = _here.GetValueOrDefault(caller);
            if (here + _elsewhere.GetValueOrDefault(caller) >= most)
            {
                return false;
            }

            _here[caller] = here + 1;
            return true;
        }
    }

    public void Return(string caller)
    {
        lock (_lock)
        {
            if (_here[caller] == 1)
            {
                _here.Remove(caller);       // a caller that is gone leaves nothing behind
            }
            else
            {
                _here[caller]--;
            }
        }
    }

    /// <summary>What callers hold on all other nodes, in place of what was heard before.</summary>
    public void Hear(IEnumerable<KeyValuePair<string, int>> elsewhere)
    {
        var heard = new Dictionary<string, int>(elsewhere, StringComparer.Ordinal);
        lock (_lock)
        {
            _elsewhere = heard;
        }
    }
}
