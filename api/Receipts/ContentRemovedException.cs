using CreditGate.Actors.Ledger;

namespace CreditGate.Api.Receipts;

/// <summary>The receipt's content was removed: what asks for it is answered 410 in one place, for whoever may know of the receipt.</summary>
internal sealed class ContentRemovedException(StoredReceipt stored) : Exception($"The content of receipt {stored.Id} was removed.")
{
    public StoredReceipt Stored { get; } = stored;
}
