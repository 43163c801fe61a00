using CreditGate.Contracts.Nodes;

namespace CreditGate.Actors.Nodes;

/// <remarks>At most one entry a credential that has a limit. Lost with its node: then each node counts for itself until the next exchange.</remarks>
[GrainType("caller-paces")]
internal sealed class CallerPacesGrain(TimeProvider time) : Grain, ICallerPacesGrain
{
    /// <summary>Longer than any node is silent: what it told is replaced then, though it be more.</summary>
    private static readonly TimeSpan Current = TimeSpan.FromSeconds(1);

    private readonly Guid _began = Guid.NewGuid();
    private readonly Dictionary<string, CallerTakings> _totals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long Count, long At)> _owed = new(StringComparer.Ordinal);

    public ValueTask<PaceTotals> Add(CallerTakings[] taken) => new(new PaceTotals(_began, Array.ConvertAll(taken, Add)));

    private CallerTakings Add(CallerTakings taken)
    {
        var known = _totals.GetValueOrDefault(taken.Caller);
        var (owed, age) = Owed(taken);
        return _totals[taken.Caller] = taken with
        {
            Checks = taken.Checks + (known?.Checks ?? 0),
            Others = taken.Others + (known?.Others ?? 0),
            Misses = taken.Misses + (known?.Misses ?? 0),
            Owed = owed,
            Age = age,
        };
    }

    /// <summary>What was told before. Nodes that know a caller tell nearly the same, one that has just met it too little: of what is current the most counts.</summary>
    private (long Owed, TimeSpan Age) Owed(CallerTakings taken)
    {
        var now = time.GetTimestamp();
        var before = _owed.GetValueOrDefault(taken.Caller, (Count: 0, At: now));
        if (taken.Owed >= before.Count || time.GetElapsedTime(before.At, now) > Current)
        {
            _owed[taken.Caller] = (taken.Owed, now);
        }

        return (before.Count, time.GetElapsedTime(before.At, now));
    }
}
