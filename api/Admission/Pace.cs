namespace CreditGate.Api.Admission;

/// <summary>How often somebody may ask: so many a second in the long run, and as many at once. Asking costs one compare-and-swap, and no lock.</summary>
/// <remarks>
/// Kept is one instant: until when all that was taken is paid for (the generic cell rate algorithm). So what was taken elsewhere can be charged afterwards, into debt.
/// Thread-safe.
/// </remarks>
/// <param name="perSecond">0 for no limit.</param>
internal sealed class Pace(int perSecond, TimeProvider time)
{
    private readonly long _each = perSecond > 0 ? Math.Max(1, time.TimestampFrequency / perSecond) : 0;
    private long _paidUntil;
    private long _taken;

    public bool IsLimited => _each > 0;

    /// <summary>How long until one more may be taken.</summary>
    public TimeSpan Wait => IsLimited && Volatile.Read(ref _paidUntil) + _each - time.TimestampFrequency - time.GetTimestamp() is > 0 and var ticks
        ? TimeSpan.FromSeconds((double)ticks / time.TimestampFrequency)
        : TimeSpan.Zero;

    public bool TryTake()
    {
        if (!IsLimited)
        {
            return true;
        }

        var now = time.GetTimestamp();
        var paid = Volatile.Read(ref _paidUntil);
        while (true)
        {
            var next = Math.Max(paid, now) + _each;
            if (next - now > time.TimestampFrequency)
            {
                return false;
            }

            var seen = Interlocked.CompareExchange(ref _paidUntil, next, paid);
            if (seen == paid)
            {
                Interlocked.Increment(ref _taken);
                return true;
            }

            paid = seen;
        }
    }

    /// <summary>Gives back what was taken and not used.</summary>
    public void Return()
    {
        if (IsLimited)
        {
            Interlocked.Add(ref _paidUntil, -_each);
            Interlocked.Decrement(ref _taken);
        }
    }

    /// <summary>Takes more than there may be: what follows waits until it is paid for.</summary>
    public void Charge(long count)
    {
        Interlocked.Add(ref _taken, IsLimited ? count : 0);
        ChargeElsewhere(count);
    }

    /// <summary>As <see cref="Charge"/>, of what was taken on another node.</summary>
    public void ChargeElsewhere(long count)
    {
        if (!IsLimited || count <= 0)
        {
            return;
        }

        var now = time.GetTimestamp();
        var paid = Volatile.Read(ref _paidUntil);
        while (Interlocked.CompareExchange(ref _paidUntil, Math.Max(paid, now) + count * _each, paid) is var seen && seen != paid)
        {
            paid = seen;
        }
    }

    /// <summary>What was taken here since the last call.</summary>
    public long Told() => Interlocked.Exchange(ref _taken, 0);
}
