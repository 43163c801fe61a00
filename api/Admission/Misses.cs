namespace CreditGate.Api.Admission;

/// <summary>How much of what a caller asks about is known to nobody: so many misses a minute are usual, and each subject that is found pays for four more.</summary>
/// <remarks>
/// So whoever finds one in five is never slowed, however much it asks, and whoever tries out names and numbers is soon.
/// Kept is one instant, as of a <see cref="Pace"/>: until when the misses are paid for. Asking costs a read of it. Thread-safe.
/// </remarks>
/// <param name="perMinute">0 for no limit.</param>
/// <param name="noticed">Called when the limit is passed, and again only after half of it was paid off.</param>
internal sealed class Misses(int perMinute, TimeProvider time, Action? noticed = null)
{
    /// <summary>Misses that one subject found pays for.</summary>
    public const int FoundPays = 4;

    /// <summary>A number that is known under another name weighs more: names are being tried.</summary>
    public const int MismatchWeighs = 10;

    private readonly long _each = perMinute > 0 ? Math.Max(1, time.TimestampFrequency * 60 / perMinute) : 0;
    private readonly long _most = time.TimestampFrequency * 60;
    private long _paidUntil;
    private long _moved;
    private int _isNoticed;

    public bool IsLimited => _each > 0;

    public bool IsOver => Volatile.Read(ref _paidUntil) is not 0 and var paid && paid - time.GetTimestamp() > _most;

    /// <summary>How long until the next may be asked about.</summary>
    public TimeSpan Wait => Volatile.Read(ref _paidUntil) - time.GetTimestamp() - _most is > 0 and var ticks ? TimeSpan.FromSeconds((double)ticks / time.TimestampFrequency) : TimeSpan.Zero;

    /// <summary>How many are not paid for.</summary>
    public long Owed => IsLimited ? Math.Max(0, Volatile.Read(ref _paidUntil) - time.GetTimestamp()) / _each : 0;

    public void Missed(int weighs = 1) => Count(weighs);

    public void Found() => Count(-FoundPays);

    /// <summary>What was missed here since the last call, less what was paid.</summary>
    public long Told() => Interlocked.Exchange(ref _moved, 0);

    /// <summary>As counted on another node.</summary>
    public void CountElsewhere(long count)
    {
        if (!IsLimited || count == 0)
        {
            return;
        }

        var (now, paid) = (time.GetTimestamp(), Volatile.Read(ref _paidUntil));
        while (true)
        {
            var next = Math.Clamp(Math.Max(paid, now) + count * _each, now, now + 2 * _most);       // never more than a minute's wait
            var seen = Interlocked.CompareExchange(ref _paidUntil, next, paid);
            if (seen == paid)
            {
                Notice(next - now);
                return;
            }

            paid = seen;
        }
    }

    /// <summary>As another node told that it was owed a while ago, and without what was paid since: for a node that has just met the caller.</summary>
    public void OwedElsewhere(long count, TimeSpan ago) => CountElsewhere(IsLimited ? Math.Max(0, count - (long)(ago.TotalSeconds * time.TimestampFrequency) / _each) : 0);

    private void Count(int count)
    {
        if (IsLimited)
        {
            Interlocked.Add(ref _moved, count);
            CountElsewhere(count);
        }
    }

    private void Notice(long owed)
    {
        if (owed > _most && Interlocked.Exchange(ref _isNoticed, 1) == 0)
        {
            noticed?.Invoke();
        }
        else if (owed < _most / 2)
        {
            Volatile.Write(ref _isNoticed, 0);
        }
    }
}
