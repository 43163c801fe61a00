using CreditGate.Domain.Evidence.Log;
using CreditGate.Domain.Evidence.Rows;

namespace CreditGate.Verify.Audit;

/// <summary>Where each segment's chain stands as the walk goes along it.</summary>
internal sealed class ChainEnds
{
    private readonly Dictionary<string, (long Sequence, byte[]? Chain)> _ends = new(StringComparer.Ordinal);

    public bool Knows(string segment) => _ends.ContainsKey(segment);

    /// <summary>The chain value that a row with this commitment must have here.</summary>
    public byte[] Next(string segment, byte[] commitment) =>
        RowHashes.Next(_ends.TryGetValue(segment, out var end) ? end.Chain : RowHashes.Genesis(segment), commitment);

    public long NextSequence(string segment) => _ends.TryGetValue(segment, out var end) ? end.Sequence + 1 : 1;

    /// <summary>True also where the row before it is missing, or is not the one that was sealed: what it should follow is not known then.</summary>
    public bool Follows(LogEntry entry) =>
        (_ends.TryGetValue(entry.Segment, out var end) && (end.Chain is null || end.Sequence + 1 != entry.Sequence)) || Next(entry.Segment, entry.Commitment).AsSpan().SequenceEqual(entry.Chain);

    public IEnumerable<string> Segments => _ends.Keys;

    public void Take(LogEntry entry) => _ends[entry.Segment] = (entry.Sequence, entry.Chain);

    /// <summary>The row here is of another history, so nothing follows from it.</summary>
    public void Lose(LogEntry entry) => _ends[entry.Segment] = (entry.Sequence, null);
}
