using System.Diagnostics;

namespace CreditGate.Api.Admission;

/// <summary>When a request came in, as a timestamp of <see cref="Stopwatch"/>: what it waited for its turn counts towards its deadline.</summary>
internal sealed class Arrival
{
    private readonly long _at = Stopwatch.GetTimestamp();

    public static long Of(HttpContext context) => context.Features.Get<Arrival>()?._at ?? Stopwatch.GetTimestamp();
}
