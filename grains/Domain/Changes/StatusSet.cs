using System.Collections.Immutable;
using System.Numerics;
using CreditGate.Domain.Decisions;

namespace CreditGate.Domain.Changes;

/// <summary>The statuses of a subject, as bits: most rows change none, and must not pay for finding that out.</summary>
internal readonly record struct StatusSet(uint Bits)
{
    public StatusSet With(StatusCode code) => new(Bits | (1u << (int)code));

    public StatusSet With(StatusCode code, bool has) => has ? With(code) : this;

    /// <summary>What is here and not there; null when that is nothing.</summary>
    public ImmutableArray<StatusCode>? Without(StatusSet other)
    {
        var bits = Bits & ~other.Bits;
        if (bits == 0)
        {
            return null;
        }

        var codes = ImmutableArray.CreateBuilder<StatusCode>(BitOperations.PopCount(bits));
        for (; bits != 0; bits &= bits - 1)
        {
            codes.Add((StatusCode)BitOperations.TrailingZeroCount(bits));
        }

        return codes.MoveToImmutable();
    }
}
