using System.Diagnostics;

namespace CreditGate.Api.Admission;

/// <summary>How long a request waited for its turn, which counts towards its deadline; how long its sender took to send it does not.</summary>
internal sealed class Arrival
{
    private readonly long _cameAt = Stopwatch.GetTimestamp();
    private long _waited;
    private Action? _leave;

    /// <summary>When the deadline of a request begins that has been read now: earlier by what it waited. A timestamp of <see cref="Stopwatch"/>.</summary>
    public static long Of(HttpContext context) => Stopwatch.GetTimestamp() - (context.Features.Get<Arrival>()?._waited ?? 0);

    /// <param name="leave">Ends its turn.</param>
    public void HasItsTurn(Action leave) => (_waited, _leave) = (Stopwatch.GetTimestamp() - _cameAt, leave);

    /// <summary>Gives the turn to somebody else, for who only waits from now on. Once: again, it does nothing.</summary>
    public void EndsItsTurn() => Interlocked.Exchange(ref _leave, null)?.Invoke();
}
