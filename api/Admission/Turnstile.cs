namespace CreditGate.Api.Admission;

/// <summary>Lets in as many as there is room for; the others wait, single checks before everything else, and nobody for long.</summary>
/// <remarks>How much room there is, and how many may wait, is measured by <see cref="Governor"/> again and again. Thread-safe.</remarks>
internal sealed class Turnstile(TimeProvider time)
{
    /// <summary>Longest wait for a turn. Who would wait longer is told so at once.</summary>
    public static readonly TimeSpan MostWait = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly Queues _waiting = new(time);
    private readonly CallerShares _shares = new();
    private int _room = Governor.FirstRoom;
    private int _mostWaiting = Governor.FirstRoom;
    private int _inside;
    private long _left;
    private long _refused;
    private long _rest = Governor.LeastRest.Ticks;

    /// <summary>How many are let in at a time.</summary>
    public int Room => Volatile.Read(ref _room);

    public int Inside => Volatile.Read(ref _inside);

    /// <summary>How many left since the start: with time, the pace of the service.</summary>
    public long Left => Interlocked.Read(ref _left);

    /// <summary>How many were told to come back.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>How long a connection rests after its refusal.</summary>
    public TimeSpan Rest => TimeSpan.FromTicks(Interlocked.Read(ref _rest));

    /// <summary>Whether another check would certainly be refused. Asks for no lock.</summary>
    public bool IsFull => _waiting.Checks >= Volatile.Read(ref _mostWaiting);

    /// <summary>Half of those who may wait for a check do: nothing else is begun.</summary>
    public bool IsPressed => _waiting.Checks > Volatile.Read(ref _mostWaiting) / 2;

    public (int Checks, int Others) Waiting
    {
        get
        {
            lock (_lock)
            {
                return (_waiting.Checks, _waiting.Others);
            }
        }
    }

    /// <summary>Asks for a turn; who got one calls <see cref="Leave"/>.</summary>
    /// <param name="caller">Whose share it comes from.</param>
    /// <param name="isCheck">A single check, which goes first.</param>
    public ValueTask<Admittance> Enter(string caller, bool isCheck, CancellationToken cancellation)
    {
        Waiter waiter;
        lock (_lock)
        {
            var isContended = _waiting.Checks > 0;
            if (isContended && _shares.IsExceeded(caller, _room + _mostWaiting))
            {
                return new(Admittance.OverShare);
            }

            if (_inside < _room && !isContended)
            {
                _inside++;
                _shares.Add(caller);
                return new(Admittance.In);
            }

            if (isCheck ? _waiting.Checks >= _mostWaiting : IsPressed || _waiting.Others >= _mostWaiting)
            {
                return new(Admittance.Busy);
            }

            _shares.Add(caller);
            waiter = _waiting.Add(caller, isCheck);
        }

        return new(Waited(waiter, cancellation));
    }

    /// <summary>Takes a turn if there is one at once; who got it calls <see cref="Leave"/>. Otherwise nothing has happened.</summary>
    public bool TryEnter(string caller)
    {
        lock (_lock)
        {
            if (_inside >= _room || _waiting.Checks > 0)
            {
                return false;
            }

            _inside++;
            _shares.Add(caller);
            return true;
        }
    }

    /// <summary>Waits for a turn for a part of something that was let in already: it is never refused, and goes behind single checks.</summary>
    public async ValueTask EnterPart(CancellationToken cancellation)
    {
        Waiter waiter;
        lock (_lock)
        {
            if (_inside < _room && _waiting.Checks == 0 && _waiting.Others == 0)
            {
                _inside++;
                return;
            }

            waiter = _waiting.Add(caller: null, isCheck: false);
        }

        await Waited(waiter, cancellation);
    }

    /// <param name="caller">As given to <see cref="Enter"/>; null for a part.</param>
    public void Leave(string? caller)
    {
        lock (_lock)
        {
            _inside--;
            _left++;
            _shares.Remove(caller);
            Fill();
        }
    }

    /// <summary>Notes that somebody was refused.</summary>
    public void Refuse() => Interlocked.Increment(ref _refused);

    /// <summary>Sets how many are let in and how many may wait, and turns away who has waited for too long.</summary>
    public void Adjust(int room, int mostWaiting, TimeSpan rest)
    {
        Interlocked.Exchange(ref _rest, rest.Ticks);
        lock (_lock)
        {
            (_room, _mostWaiting) = (room, mostWaiting);
            _waiting.Expire(2 * MostWait).ForEach(expired => _shares.Remove(expired.Caller));
            Fill();
        }
    }

    private async Task<Admittance> Waited(Waiter waiter, CancellationToken cancellation)
    {
        using var gone = cancellation.UnsafeRegister(static (waiting, token) => ((Waiter)waiting!).Turn.TrySetCanceled(token), waiter);
        try
        {
            return await waiter.Turn.Task;
        }
        catch (OperationCanceledException)
        {
            lock (_lock)
            {
                _shares.Remove(waiter.Caller);      // its place in the queue is passed over when its turn comes
            }

            throw;
        }
    }

    private void Fill()
    {
        while (_inside < _room && _waiting.Next() is { } next)
        {
            if (next.Turn.TrySetResult(Admittance.In))
            {
                _inside++;
                AdmissionMeter.Waited(_waiting.Since(next));
            }
        }
    }
}
