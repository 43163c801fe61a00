using CreditGate.Actors.Ledger;
using CreditGate.Domain.Identity;

namespace CreditGate.FaultyNode;

/// <summary>Reads as from a replica that lags: what was entered within the last second is not there yet. So neither the tail nor a fresh check brings an activation to the ledger's end.</summary>
internal sealed class LaggingLedger(ISubjectLedger whole, TimeProvider time) : PassingLedger(whole)
{
    private static readonly TimeSpan Lag = TimeSpan.FromSeconds(1);

    public override async ValueTask<IReadOnlyList<StoredEvent>> Read(SubjectKey subject, long afterVersion, CancellationToken cancellation = default)
    {
        var events = await base.Read(subject, afterVersion, cancellation);
        var seen = time.GetUtcNow() - Lag;
        return [.. events.TakeWhile(stored => stored.Event.At < seen)];
    }
}
