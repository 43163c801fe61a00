namespace CreditGate.Actors.Ledger;

/// <summary>Takes a receipt durably on this node's disk, in well under a millisecond when many arrive together.</summary>
public interface IReceiptSpool
{
    /// <summary>Completes when the receipt is on disk. Its segment, sequence and chain columns are the spool's to fill.</summary>
    /// <exception cref="SpoolUnavailableException">The disk is full or failing: the check must fail rather than go unrecorded.</exception>
    Task<StoredReceipt> Append(StoredReceipt receipt);

    /// <summary>As <see cref="Append(StoredReceipt)"/> for many, durable together.</summary>
    Task Append(IReadOnlyList<StoredReceipt> receipts);

    ValueTask<StoredReceipt?> Find(Guid id, CancellationToken cancellation = default);

    ValueTask<StoredReceipt?> Find(string credential, string requestId, DateTimeOffset since, CancellationToken cancellation = default);
}

public sealed class SpoolUnavailableException(string message, Exception cause) : Exception(message, cause);
