namespace CreditGate.Api.Admission;

/// <summary>Those who wait for a turn: single checks before everything else, each in order of arrival.</summary>
/// <remarks>Not thread-safe, but for the two counts: the turnstile asks under its lock.</remarks>
internal sealed class Queues(TimeProvider time)
{
    // The others are not to starve: one in so many turns is theirs.
    private const int TurnOfTheOthers = 16;

    private readonly Queue<Waiter> _checks = new();
    private readonly Queue<Waiter> _others = new();
    private long _turns;

    public int Checks => _checks.Count;

    public int Others => _others.Count;

    /// <param name="caller">Null for a part of something that was let in already, which waits as long as it takes.</param>
    public Waiter Add(string? caller, bool isCheck)
    {
        var waiter = new Waiter(caller, caller is null ? long.MaxValue : time.GetTimestamp());
        (isCheck ? _checks : _others).Enqueue(waiter);
        return waiter;
    }

    /// <returns>Null when nobody waits.</returns>
    public Waiter? Next()
    {
        var isTheOthers = ++_turns % TurnOfTheOthers == 0;
        var (first, then) = isTheOthers ? (_others, _checks) : (_checks, _others);
        return first.TryDequeue(out var next) || then.TryDequeue(out next) ? next : null;
    }

    /// <summary>How long a waiter has waited.</summary>
    public TimeSpan Since(Waiter waiter) => waiter.IsPart ? TimeSpan.Zero : time.GetElapsedTime(waiter.Since);

    /// <summary>Takes out who has waited for longer than this, and gives those that were still there.</summary>
    public List<Waiter> Expire(TimeSpan most)
    {
        var expired = new List<Waiter>();
        Expire(_checks, most, expired);
        Expire(_others, most, expired);
        return expired;
    }

    // In order of arrival, so that the first who may stay ends the search. Parts stay always, and others behind one as long as it does.
    private void Expire(Queue<Waiter> waiting, TimeSpan most, List<Waiter> expired)
    {
        while (waiting.TryPeek(out var oldest) && (oldest.Turn.Task.IsCompleted || Since(oldest) > most))
        {
            if (waiting.Dequeue().Turn.TrySetResult(Admittance.Busy))
            {
                expired.Add(oldest);
            }
        }
    }
}

/// <param name="Caller">Whose share it comes from; null for a part.</param>
/// <param name="Since">Timestamp of its coming.</param>
internal sealed record Waiter(string? Caller, long Since)
{
    public bool IsPart => Caller is null;

    // Whoever leaves must not run the next one's work.
    public TaskCompletionSource<Admittance> Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
