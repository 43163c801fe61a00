using System.Diagnostics;

namespace CreditGate.Api.Admission;

/// <summary>Measures, 20 times a second, how long work waits for a thread, and sets the turnstile by it. On a thread of its own: it must not wait where it measures.</summary>
internal sealed class RunQueue(Turnstile turnstile) : IHostedService, IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(50);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Governor _governor = new();
    private long _sentAt;
    private long _lag;      // ticks; of the last probe that has run
    private bool _isUnderWay;

    /// <summary>How long the last probe waited; of one that still waits, so far.</summary>
    public TimeSpan Lag => Volatile.Read(ref _isUnderWay)
        ? TimeSpan.FromTicks(Math.Max(Interlocked.Read(ref _lag), Stopwatch.GetElapsedTime(Interlocked.Read(ref _sentAt)).Ticks))
        : TimeSpan.FromTicks(Interlocked.Read(ref _lag));

    public Task StartAsync(CancellationToken cancellationToken)
    {
        new Thread(Loop) { IsBackground = true, Name = "admission", Priority = ThreadPriority.AboveNormal }.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => _stopping.CancelAsync();

    public void Dispose() => _stopping.Dispose();

    private void Loop()
    {
        var (left, refused, at) = (turnstile.Left, turnstile.Refused, Stopwatch.GetTimestamp());
        var stopping = _stopping.Token;
        while (!stopping.WaitHandle.WaitOne(Period))
        {
            var (leftNow, refusedNow, now) = (turnstile.Left, turnstile.Refused, Stopwatch.GetTimestamp());
            var (checks, others) = turnstile.Waiting;
            _governor.Step(Lag, checks + others > 0, leftNow - left, refusedNow - refused, Stopwatch.GetElapsedTime(at, now));
            (left, refused, at) = (leftNow, refusedNow, now);
            turnstile.Adjust(_governor.Room, _governor.MostWaiting, _governor.Rest);
            Probe();
        }
    }

    private void Probe()
    {
        if (Volatile.Read(ref _isUnderWay))
        {
            return;
        }

        Volatile.Write(ref _isUnderWay, true);
        Interlocked.Exchange(ref _sentAt, Stopwatch.GetTimestamp());
        ThreadPool.UnsafeQueueUserWorkItem(static queue => queue.Ran(), this, preferLocal: false);
    }

    private void Ran()
    {
        Interlocked.Exchange(ref _lag, Stopwatch.GetElapsedTime(Interlocked.Read(ref _sentAt)).Ticks);
        Volatile.Write(ref _isUnderWay, false);
    }
}
