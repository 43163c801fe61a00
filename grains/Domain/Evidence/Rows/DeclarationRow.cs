using CreditGate.Domain.Evidence.Log;

namespace CreditGate.Domain.Evidence.Rows;

/// <summary>A declaration as its table has it.</summary>
/// <param name="Sequence">Place in the table, from 1, over all segments.</param>
/// <param name="At">UTC, in units of 100 ns since 0001-01-01.</param>
public sealed record DeclarationRow(
    long Sequence,
    string Kind,
    long At,
    string Organisation,
    string Credential,
    byte[] Payload,
    string Segment,
    byte[] Salt,
    byte[] Commitment,
    byte[] Chain)
{
    public LogEntry Entry => new(LogEntry.Declaration, 0, Segment, Sequence, Commitment, Chain);

    /// <summary>What the commitment must be.</summary>
    public byte[] ExpectedCommitment() => RowHashes.OfDeclaration(RowHashes.EventContent(Salt, Payload), Kind, At, Organisation, Credential);
}
