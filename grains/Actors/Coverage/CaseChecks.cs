using CreditGate.Actors.Receipts;

namespace CreditGate.Actors.Coverage;

/// <summary>Sets new receipts beside the cases that departments report.</summary>
public sealed class CaseChecks(ICoverageLedger ledger) : IReceiptTaker
{
    public string Name => "coverage";

    public ValueTask<IReadOnlyDictionary<string, long>> Looked(CancellationToken cancellation = default) => ledger.Looked(cancellation);

    public Task Take(ReceiptPage page) => ledger.Take(new SeenPage(page.Segment, page.After, page.Through, [.. page.Receipts.Select(SeenReceipt.Of)]));
}
