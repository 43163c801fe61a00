namespace CreditGate.Actors.Nodes;

/// <summary>Background work of many steps leaves the processors to checks between them, so that a minute's work is no stretch in which checks wait. Whoever has much to do soon goes on without.</summary>
/// <param name="inAll">How long it rests in all.</param>
/// <param name="time">The processors' time, whatever clock decisions go by.</param>
public sealed class Breather(TimeSpan inAll, TimeProvider time)
{
    private TimeSpan _left = inAll;
    private long _began = time.GetTimestamp();

    /// <summary>After a step: rests as long as it took.</summary>
    public async Task Rest(CancellationToken cancellation)
    {
        var step = time.GetElapsedTime(_began);
        var pause = step < _left ? step : _left;
        _left -= pause;
        await Task.Delay(pause, time, cancellation);
        _began = time.GetTimestamp();
    }
}
