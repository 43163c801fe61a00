using CreditGate.Domain.Evidence.Rows;

namespace CreditGate.Domain.Evidence.Log;

/// <summary>What the log holds of one row: its place, and the hashes that stand for everything else.</summary>
/// <param name="Kind"><see cref="Event"/>, <see cref="Receipt"/> or <see cref="Feedback"/>.</param>
/// <param name="Position">Of an event in the whole ledger; 0 for others.</param>
public sealed record LogEntry(string Kind, long Position, string Segment, long Sequence, byte[] Commitment, byte[] Chain)
{
    public const string Event = "event";
    public const string Receipt = "receipt";
    public const string Declaration = "declaration";
    public const string Feedback = "feedback";

    /// <summary>By what the log counts entries of this kind: events by position, receipts by their place in a segment, feedback by its place in the table.</summary>
    public long Number => Kind == Event ? Position : Sequence;

    /// <summary>The run that the log counts it in: receipts segment by segment, others as a whole.</summary>
    public string Group => Kind == Receipt ? Segment : "";

    /// <summary>The leaf of the Merkle tree (RFC 9162, 2.1.1). The chain follows from segments and commitments; without it here, a row that was rewritten with all chains after it is still told from the rows after it.</summary>
    public byte[] LeafHash()
    {
        var hash = new byte[MerkleHash.Length];
        LeafHash(hash);
        return hash;
    }

    /// <inheritdoc cref="LeafHash()"/>
    public void LeafHash(Span<byte> hash)
    {
        using var fields = new FieldBytes();
        fields.Add(Kind);
        fields.Add(Position);
        fields.Add(Segment);
        fields.Add(Sequence);
        fields.Add(Commitment);
        MerkleHash.Leaf(fields.Written, hash);
    }
}
