using System.Diagnostics;

namespace CreditGate.Api.Admission;

/// <summary>How long a request waited for its turn, which counts towards its deadline; how long its sender took to send it does not.</summary>
internal sealed class Arrival
{
    private readonly long _cameAt = Stopwatch.GetTimestamp();
    private long _waited;

    /// <summary>When the deadline of a request begins that has been read now: earlier by what it waited. A timestamp of <see cref="Stopwatch"/>.</summary>
    public static long Of(HttpContext context) => Stopwatch.GetTimestamp() - (context.Features.Get<Arrival>()?._waited ?? 0);

    public void HasItsTurn() => _waited = Stopwatch.GetTimestamp() - _cameAt;
}
