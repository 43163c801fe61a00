using CreditGate.Domain.Evidence.Rows;

namespace CreditGate.Actors.Ledger;

/// <summary>Receipts in the ledger, where the spool's shipper brings them.</summary>
public interface IReceiptLedger
{
    /// <summary>Adds receipts in one transaction; ones already there are left alone.</summary>
    Task AddReceipts(IReadOnlyList<StoredReceipt> receipts);

    /// <summary>As the other, from the bytes of the spool. They are good until the task ends.</summary>
    Task AddReceipts(SpooledReceipts receipts) => AddReceipts(receipts.ToList());

    ValueTask<StoredReceipt?> FindReceipt(Guid id, CancellationToken cancellation = default);

    /// <summary>The receipt that a credential's request id led to; null when there is none at or after <paramref name="since"/>.</summary>
    ValueTask<StoredReceipt?> FindReceipt(string credential, string requestId, DateTimeOffset since, CancellationToken cancellation = default);

    /// <summary>Receipts of the checks on a subject, in the order of their ids, which is that of their answers.</summary>
    /// <param name="after">Id of the last receipt of the page before; empty for the first page.</param>
    ValueTask<IReadOnlyList<StoredReceipt>> OfSubject(string subject, Guid after, int atMost, CancellationToken cancellation = default);
}

/// <summary>The durable evidence of one answer, with the columns that queries need.</summary>
/// <param name="Id">Version 7 UUID, so ids order by time.</param>
/// <param name="Segment">The spool that took it first; with <paramref name="Sequence"/> its place in that spool's hash chain.</param>
/// <param name="Salt">16 random bytes that make <paramref name="Commitment"/> say nothing about erased content.</param>
/// <param name="Commitment">Covers every column but those of the chain: see RowHashes.</param>
/// <param name="Chain">SHA-256 of the previous chain value and the commitment.</param>
/// <param name="RequestHash">SHA-256 of the request, to tell a retry from another request under the same id.</param>
public sealed record StoredReceipt(
    Guid Id,
    DateTimeOffset At,
    string Subject,
    long SubjectVersion,
    string Matter,
    string Outcome,
    string Credential,
    string? BusinessNumber,
    string? RequestId,
    byte[]? RequestHash,
    byte[] Payload,
    string Segment,
    long Sequence,
    byte[] Salt,
    byte[] Commitment,
    byte[] Chain)
{
    public ReceiptRow ToRow() => new(
        Id, At.UtcTicks, Subject, SubjectVersion, Matter, Outcome, Credential, BusinessNumber, RequestId, RequestHash, Payload, Segment, Sequence, Salt, Commitment, Chain);
}
