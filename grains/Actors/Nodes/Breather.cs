using System.Diagnostics;

namespace CreditGate.Actors.Nodes;

/// <summary>Background work of many steps leaves the processors to checks between them, so that a minute's work is no stretch in which checks wait. Whoever has much to do soon goes on without.</summary>
/// <param name="inAll">How long it rests in all.</param>
public sealed class Breather(TimeSpan inAll)
{
    private TimeSpan _left = inAll;
    private long _began = Stopwatch.GetTimestamp();

    /// <summary>After a step: rests as long as it took.</summary>
    public async Task Rest(CancellationToken cancellation)
    {
        await Task.Delay(After(Stopwatch.GetElapsedTime(_began)), cancellation);    // the processors' time, whatever clock decisions go by
        _began = Stopwatch.GetTimestamp();
    }

    /// <param name="step">How long it took.</param>
    internal TimeSpan After(TimeSpan step)
    {
        var pause = step < _left ? step : _left;
        _left -= pause;
        return pause;
    }
}
