using CreditGate.Actors.Ledger;

namespace CreditGate.Actors.Evidence;

/// <summary>Receipts that the ledger holds, in the order of time.</summary>
public interface IReceiptHistory
{
    /// <param name="after">Exclusive.</param>
    /// <param name="before">Exclusive.</param>
    ValueTask<IReadOnlyList<StoredReceipt>> Receipts(Guid after, Guid before, int atMost, CancellationToken cancellation = default);
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
