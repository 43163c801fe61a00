namespace CreditGate.Actors.Ledger;

/// <summary>Takes a receipt durably on this node's disk, in well under a millisecond when many arrive together.</summary>
public interface IReceiptSpool
{
    /// <summary>Completes when the receipt is on disk. Its segment, sequence and chain columns are the spool's to fill.</summary>
    /// <exception cref="SpoolUnavailableException">The disk is full or failing: the check must fail rather than go unrecorded.</exception>
    Task<StoredReceipt> Append(StoredReceipt receipt);

    /// <summary>Begins to gather receipts that become durable together. Every one is written: their callers answer with the ids they made, so none is replaced by an earlier one.</summary>
    IPendingReceipts Gather();

    ValueTask<StoredReceipt?> Find(Guid id, CancellationToken cancellation = default);

    ValueTask<StoredReceipt?> Find(string credential, string requestId, DateTimeOffset since, CancellationToken cancellation = default);
}

/// <summary>Receipts that become durable together. Of one caller, and not thread-safe.</summary>
public interface IPendingReceipts
{
    void Add(ReceiptColumns columns, ReadOnlySpan<byte> payload);

    /// <summary>Completes when they are on disk. To be called and awaited once.</summary>
    /// <param name="limit">Longest wait; null for as long as it takes.</param>
    /// <exception cref="SpoolUnavailableException">The disk is full or failing: the checks must fail rather than go unrecorded.</exception>
    /// <exception cref="TimeoutException">They were not on disk in time.</exception>
    ValueTask Keep(TimeSpan? limit);
}

public sealed class SpoolUnavailableException(string message, Exception cause) : Exception(message, cause);
