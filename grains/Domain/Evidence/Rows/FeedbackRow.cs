using CreditGate.Domain.Evidence.Log;

namespace CreditGate.Domain.Evidence.Rows;

/// <summary>Feedback on an answer as its table has it.</summary>
/// <param name="Sequence">Place in the table, from 1, over all segments.</param>
/// <param name="At">UTC, in units of 100 ns since 0001-01-01.</param>
public sealed record FeedbackRow(
    long Sequence,
    Guid Receipt,
    string Code,
    string Organisation,
    string Action,
    long At,
    string Credential,
    byte[] Payload,
    string Segment,
    byte[] Salt,
    byte[] Commitment,
    byte[] Chain)
{
    public LogEntry Entry => new(LogEntry.Feedback, 0, Segment, Sequence, Commitment, Chain);

    /// <summary>Its content was removed, and the digest is left.</summary>
    public bool IsRemoved => Salt.Length == 0 && RemovedContent.Is(Payload) && !RemovedContent.HasNumber(Payload);

    /// <summary>What the commitment must be.</summary>
    public byte[] ExpectedCommitment() => RowHashes.OfFeedback(Digest(), Receipt, Code, Organisation, Action, At, Credential);

    /// <summary>What takes the payload's place when the content is removed.</summary>
    public byte[] Removed() => RemovedContent.Of(Digest());

    private byte[] Digest() => IsRemoved ? RemovedContent.Digest(Payload).ToArray() : RowHashes.EventContent(Salt, Payload);
}
