using CreditGate.Domain.Evidence.Log;

namespace CreditGate.Domain.Evidence.Rows;

/// <summary>An event as its table has it: every column that an auditor must be able to rely on.</summary>
/// <param name="Sequence">Place in the segment; the position, where a table keeps no sequence of its own.</param>
/// <param name="At">UTC, in units of 100 ns since 0001-01-01.</param>
public sealed record EventRow(
    long Position,
    string Subject,
    long Version,
    long At,
    string Actor,
    string Kind,
    byte[] Payload,
    string Segment,
    long Sequence,
    byte[] Salt,
    byte[] Commitment,
    byte[] Chain)
{
    public LogEntry Entry => new(LogEntry.Event, Position, Segment, Sequence, Commitment, Chain);

    /// <summary>Its content was removed, and the digest is left.</summary>
    public bool IsRemoved => Salt.Length == 0 && RemovedContent.Is(Payload) && !RemovedContent.HasNumber(Payload);

    /// <summary>What the commitment must be.</summary>
    public byte[] ExpectedCommitment() => RowForm.CoversWholeRow(Segment) ? RowHashes.OfEvent(Digest(), Subject, Version, At, Actor, Kind) : Digest();

    /// <summary>What takes the payload's place when the content is removed.</summary>
    public byte[] Removed() => RemovedContent.Of(Digest());

    private byte[] Digest() => IsRemoved ? RemovedContent.Digest(Payload).ToArray()
        : RowForm.CoversWholeRow(Segment) ? RowHashes.EventContent(Salt, Payload)
        : RowHashes.OfPayload(Salt, Payload);
}
