using System.Diagnostics;
using System.Runtime.InteropServices;
using CreditGate.LoadTests.Traffic;

namespace CreditGate.LoadTests.Running;

/// <summary>A thread that hands out orders when they are due: within about 0.1 ms on Linux, a millisecond or two elsewhere.</summary>
internal sealed class Pacer(IEnumerable<Order> arrivals, Action<Order> hand) : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(10);
    private static readonly long Shortest = Stopwatch.Frequency / 5_000;

    private readonly PriorityQueue<Order, long> _later = new();
    private readonly Lock _lock = new();
    private volatile bool _isStopped;
    private Thread? _thread;

    public void Start()
    {
        _thread = new Thread(Run) { IsBackground = true, Name = "pacer", Priority = ThreadPriority.AboveNormal };
        _thread.Start();
    }

    /// <summary>Hands out an order of a closed load when its user has thought.</summary>
    public void Later(Order order)
    {
        lock (_lock)
        {
            _later.Enqueue(order, order.Due);
        }
    }

    public void Dispose()
    {
        _isStopped = true;
        _thread?.Join();
    }

    private void Run()
    {
        using var orders = arrivals.GetEnumerator();
        var hasNext = orders.MoveNext();
        while (!_isStopped)
        {
            var now = Stopwatch.GetTimestamp();
            for (; hasNext && orders.Current.Due <= now; hasNext = orders.MoveNext())
            {
                hand(orders.Current);
            }

            var thinker = HandThought(now);
            var next = Math.Min(hasNext ? orders.Current.Due : long.MaxValue, thinker);
            Wait(Math.Clamp(next - Stopwatch.GetTimestamp(), Shortest, (long)(Longest.TotalSeconds * Stopwatch.Frequency)));
        }
    }

    /// <returns>When the next one has thought.</returns>
    private long HandThought(long now)
    {
        while (true)
        {
            Order order;
            lock (_lock)
            {
                if (!_later.TryPeek(out order, out var due) || due > now)
                {
                    return _later.Count == 0 ? long.MaxValue : due;
                }

                _later.Dequeue();
            }

            hand(order);
        }
    }

    private static void Wait(long ticks)
    {
        var nanoseconds = (long)(ticks * (1e9 / Stopwatch.Frequency));
        if (OperatingSystem.IsLinux())
        {
            var pause = new Pause(0, nanoseconds);
            _ = NativeSleep(in pause, 0);      // cut short by a signal, it is simply asked again
        }
        else
        {
            using var never = new ManualResetEventSlim();
            never.Wait(TimeSpan.FromMicroseconds(Math.Max(1_000, nanoseconds / 1_000)));
        }
    }

    [DllImport("libc", EntryPoint = "nanosleep")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int NativeSleep(in Pause pause, nint remaining);

    private readonly record struct Pause(long Seconds, long Nanoseconds);
}
