using CreditGate.Domain;

namespace CreditGate.Actors.Ledger;

/// <summary>When this node last heard from the ledger. Answers carry it, so that nobody mistakes memory for truth.</summary>
/// <remarks>Silence is measured by timestamps, which a clock that is set does not move: one set back must not hide it, nor one set forward feign it.</remarks>
/// <param name="runtime">Measures how long nobody was answered, which has nothing to do with the time that decisions go by.</param>
public sealed class LedgerPulse(PlatformClock clock, TimeProvider runtime)
{
    /// <summary>An answer from memory older than this is marked unconfirmed.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    /// <summary>After this silence nobody is kept waiting for the ledger: what needs it is refused at once.</summary>
    public static readonly TimeSpan LostAfter = TimeSpan.FromSeconds(3);

    private long _heardAt = clock.GetTimestamp();
    private long _answeredAt = runtime.GetTimestamp();

    /// <summary>How long ago the last question left that the ledger answered.</summary>
    public TimeSpan Silence => clock.GetElapsedTime(Volatile.Read(ref _heardAt));

    /// <summary>Whether no question was answered for longer than <see cref="LostAfter"/>.</summary>
    public bool IsLost => runtime.GetElapsedTime(Volatile.Read(ref _answeredAt)) > LostAfter;

    /// <summary>The same as an instant, by the clock as it goes now: an answer's instant less this one is the silence.</summary>
    public DateTimeOffset ConfirmedAt => InstantOf(Volatile.Read(ref _heardAt));

    /// <summary>The timestamp to give back to <see cref="Heard"/>; taken before the question leaves this node.</summary>
    public long Ask() => clock.GetTimestamp();

    /// <param name="asked">From <see cref="Ask"/>: what the ledger said is no newer than that.</param>
    public void Heard(long asked)
    {
        Volatile.Write(ref _answeredAt, runtime.GetTimestamp());
        for (var known = Volatile.Read(ref _heardAt); asked > known;)
        {
            var found = Interlocked.CompareExchange(ref _heardAt, asked, known);
            if (found == known)
            {
                return;
            }

            known = found;
        }
    }

    /// <summary>A question about one subject alone was answered: it confirms that subject, and no other.</summary>
    /// <param name="asked">From <see cref="Ask"/>.</param>
    /// <returns>Since when that subject is confirmed.</returns>
    public DateTimeOffset Answered(long asked)
    {
        Volatile.Write(ref _answeredAt, runtime.GetTimestamp());
        return InstantOf(Math.Max(asked, Volatile.Read(ref _heardAt)));
    }

    /// <exception cref="LedgerUnavailableException">The ledger is lost to this node.</exception>
    public void EnsureHeard()
    {
        if (IsLost)
        {
            throw new LedgerUnavailableException("The ledger does not answer this node. Try again when it does.", new TimeoutException("No question was answered lately."));
        }
    }

    private DateTimeOffset InstantOf(long timestamp)
    {
        var now = clock.GetUtcNow();        // read first: who is interrupted here claims too little, not too much
        return now - clock.GetElapsedTime(timestamp);
    }
}
