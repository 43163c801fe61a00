using CreditGate.Domain;

namespace CreditGate.Actors.Ledger;

/// <summary>When this node last heard from the ledger. Answers carry it, so that nobody mistakes memory for truth.</summary>
public sealed class LedgerPulse(PlatformClock clock)
{
    /// <summary>An answer from memory older than this is marked unconfirmed.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private long _confirmedAt = clock.GetUtcNow().UtcTicks;

    public DateTimeOffset ConfirmedAt => new(Volatile.Read(ref _confirmedAt), TimeSpan.Zero);

    /// <param name="asked">When the question left this node: what the ledger said is no newer than that.</param>
    public void Heard(DateTimeOffset asked)
    {
        for (var known = Volatile.Read(ref _confirmedAt); asked.UtcTicks > known;)
        {
            var found = Interlocked.CompareExchange(ref _confirmedAt, asked.UtcTicks, known);
            if (found == known)
            {
                return;
            }

            known = found;
        }
    }
}
