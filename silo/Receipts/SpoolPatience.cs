using System.Collections.Concurrent;
using System.Diagnostics;

namespace CreditGate.Silo.Receipts;

/// <summary>Ends the waits whose time is up, while the disk hangs. One timer for all: a timer a check would cost more than the wait.</summary>
internal sealed class SpoolPatience : IDisposable
{
    /// <summary>A wait ends so much too late at most.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(10);

    private readonly ConcurrentQueue<PendingReceipts> _waiting = new();
    private readonly ITimer _timer;
    private int _isLooking;

    public SpoolPatience(TimeProvider time) =>
        _timer = time.CreateTimer(static patience => ((SpoolPatience)patience!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public void Watch(PendingReceipts receipts)
    {
        _waiting.Enqueue(receipts);
        LookSoon();
    }

    public void Dispose() => _timer.Dispose();

    private void LookSoon()
    {
        if (Volatile.Read(ref _isLooking) == 0 && Interlocked.Exchange(ref _isLooking, 1) == 0)
        {
            _timer.Change(Period, Timeout.InfiniteTimeSpan);
        }
    }

    private void Look()
    {
        var now = Stopwatch.GetTimestamp();
        for (var left = _waiting.Count; left > 0 && _waiting.TryDequeue(out var receipts); left--)
        {
            receipts.EndIfLate(now);
            if (!receipts.HasEnded)
            {
                _waiting.Enqueue(receipts);
            }
        }

        Volatile.Write(ref _isLooking, 0);
        if (!_waiting.IsEmpty)
        {
            LookSoon();
        }
    }
}
