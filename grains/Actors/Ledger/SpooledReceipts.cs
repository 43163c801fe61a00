namespace CreditGate.Actors.Ledger;

/// <summary>Receipts of one segment, one after the other, as the spool keeps them.</summary>
/// <param name="Segment">Of all of them.</param>
/// <param name="LastSequence">Of the last of them.</param>
public sealed record SpooledReceipts(string Segment, int Count, long LastSequence, ReadOnlyMemory<byte> Rows)
{
    /// <summary>Calls for each receipt, in their order.</summary>
    public void Each(Action<SpooledReceipt> one)
    {
        for (var rest = Rows.Span; !rest.IsEmpty;)
        {
            var receipt = new SpooledReceipt(rest);
            one(receipt);
            rest = rest[receipt.Length..];
        }
    }

    public List<StoredReceipt> ToList()
    {
        var receipts = new List<StoredReceipt>(Count);
        Each(receipt => receipts.Add(receipt.ToStored(Segment)));
        return receipts;
    }
}
