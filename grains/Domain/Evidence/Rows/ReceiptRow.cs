using System.Security.Cryptography;
using CreditGate.Domain.Evidence.Log;

namespace CreditGate.Domain.Evidence.Rows;

/// <summary>A receipt as its table has it.</summary>
/// <param name="At">UTC, in units of 100 ns since 0001-01-01.</param>
public sealed record ReceiptRow(
    Guid Id,
    long At,
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
    public LogEntry Entry => new(LogEntry.Receipt, 0, Segment, Sequence, Commitment, Chain);

    /// <summary>Its content was removed, and the digest is left; with it what is left of the business number, where the commitment covers that apart.</summary>
    public bool IsRemoved => Salt.Length == 0 && BusinessNumber is null && RequestId is null && RequestHash is null
        && RemovedContent.Is(Payload) && RemovedContent.HasNumber(Payload) == RowForm.HasNumberApart(Segment);

    /// <summary>Of a removed receipt: what is left of the number; null where nothing is.</summary>
    public byte[]? NumberLeft => IsRemoved && RemovedContent.HasNumber(Payload) ? RemovedContent.Number(Payload).ToArray() : null;

    /// <summary>What the commitment must be.</summary>
    public byte[] ExpectedCommitment() =>
        RowForm.CoversWholeRow(Segment) ? RowHashes.OfReceipt(Digest(), Id, At, Subject, SubjectVersion, Matter, Outcome, Credential) : Digest();

    /// <summary>What takes the payload's place when the content is removed.</summary>
    public byte[] Removed() => RowForm.HasNumberApart(Segment) ? RemovedContent.Of(Number(), Rest()) : RemovedContent.Of(Digest());

    private byte[] Digest() => RowForm.HasNumberApart(Segment) ? RowHashes.NumberedContent(Number(), Rest())
        : IsRemoved ? RemovedContent.Digest(Payload).ToArray()
        : RowForm.CoversWholeRow(Segment) ? RowHashes.ReceiptContent(Salt, BusinessNumber, RequestId, RequestHash, Payload)
        : RowHashes.OfPayload(Salt, Payload);

    private byte[] Number()
    {
        if (NumberLeft is { } left)
        {
            return left;
        }

        var number = new byte[NumberDigest.Length];
        NumberDigest.Write(Salt, BusinessNumber, number);
        return number;
    }

    private byte[] Rest()
    {
        if (IsRemoved)
        {
            return RemovedContent.Digest(Payload).ToArray();
        }

        var rest = new byte[SHA256.HashSizeInBytes];
        RowHashes.ReceiptRest(Salt, RequestId, RequestHash, Payload, rest);
        return rest;
    }
}
