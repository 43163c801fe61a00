using CreditGate.Actors.Ledger;

namespace CreditGate.FaultyNode;

/// <summary>Hears from the ledger, and never of what other nodes appended: the pulse moves, and the activations stay behind.</summary>
internal sealed class LedgerWithoutTail(ISubjectLedger whole) : PassingLedger(whole)
{
    public override ValueTask<IReadOnlyList<AppendedEvent>> Appended(long afterPosition, int atMost, CancellationToken cancellation = default) => new([]);
}
