using CreditGate.Actors.Ledger;
using CreditGate.Domain.Evidence;
using CreditGate.Domain.Evidence.Rows;

namespace CreditGate.Actors.Evidence;

/// <summary>Receipts that the ledger holds, in the order of time or of a segment.</summary>
public interface IReceiptHistory
{
    /// <param name="after">Exclusive.</param>
    /// <param name="before">Exclusive.</param>
    ValueTask<IReadOnlyList<StoredReceipt>> Receipts(Guid after, Guid before, int atMost, CancellationToken cancellation = default);

    /// <summary>What receipts of a segment say, behind a sequence, in the order of sequences.</summary>
    ValueTask<IReadOnlyList<ReceiptGlance>> Glances(string segment, long afterSequence, int atMost, CancellationToken cancellation = default);
}

/// <param name="Gist">Null when it cannot be read.</param>
/// <param name="IsRemoved">Its content was removed: there is nothing to read, and nobody to tell.</param>
public readonly record struct ReceiptGlance(Guid Id, long Sequence, ReceiptGist? Gist, bool IsRemoved = false)
{
    public static ReceiptGlance Of(Guid id, long sequence, ReadOnlySpan<byte> payload) =>
        RemovedContent.Is(payload) ? new ReceiptGlance(id, sequence, null, true) : new ReceiptGlance(id, sequence, ReceiptGist.Read(payload));
}

/// <summary>Ids of receipts begin with their instant, so a period is a range of ids.</summary>
public static class ReceiptIds
{
    /// <summary>Below every id of an instant, and above every id of a millisecond before it.</summary>
    public static Guid LowestOf(DateTimeOffset at)
    {
        Span<byte> id = stackalloc byte[16];
        id.Clear();
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(id, at.ToUnixTimeMilliseconds() << 16);
        return new Guid(id, bigEndian: true);
    }
}
