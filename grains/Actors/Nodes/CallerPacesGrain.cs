using CreditGate.Contracts.Nodes;

namespace CreditGate.Actors.Nodes;

/// <remarks>At most one entry a credential that has a limit. Lost with its node: then each node counts for itself until the next exchange.</remarks>
[GrainType("caller-paces")]
internal sealed class CallerPacesGrain : Grain, ICallerPacesGrain
{
    private readonly Guid _began = Guid.NewGuid();
    private readonly Dictionary<string, CallerTakings> _totals = new(StringComparer.Ordinal);

    public ValueTask<PaceTotals> Add(CallerTakings[] taken) => new(new PaceTotals(_began, Array.ConvertAll(taken, Add)));

    private CallerTakings Add(CallerTakings taken)
    {
        var known = _totals.GetValueOrDefault(taken.Caller);
        return _totals[taken.Caller] = taken with { Checks = taken.Checks + (known?.Checks ?? 0), Others = taken.Others + (known?.Others ?? 0), Misses = taken.Misses + (known?.Misses ?? 0) };
    }
}
