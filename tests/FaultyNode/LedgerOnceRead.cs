using CreditGate.Actors.Ledger;
using CreditGate.Domain.Identity;

namespace CreditGate.FaultyNode;

/// <summary>Reads a history whole, and nothing more of it afterwards: neither the tail nor a fresh check brings an activation further.</summary>
internal sealed class LedgerOnceRead(ISubjectLedger whole) : PassingLedger(whole)
{
    public override ValueTask<IReadOnlyList<StoredEvent>> Read(SubjectKey subject, long afterVersion, CancellationToken cancellation = default) =>
        afterVersion == 0 ? base.Read(subject, 0, cancellation) : new([]);
}
