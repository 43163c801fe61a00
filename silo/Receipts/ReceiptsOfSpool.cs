using CreditGate.Actors.Ledger;
using Microsoft.Data.Sqlite;

namespace CreditGate.Silo.Receipts;

/// <summary>The receipts in the spool: in blocks, and before those what an earlier release wrote row by row.</summary>
internal sealed class ReceiptsOfSpool(SqliteConnection connection) : IDisposable
{
    public BlockTable Blocks { get; } = new(connection);

    public ReceiptTable Rows { get; } = new(connection);

    public StoredReceipt? Find(Guid id) => Blocks.Find(id) ?? Rows.Find(id);

    /// <summary>The first receipt of a request id at or after an instant.</summary>
    public StoredReceipt? Find(string credential, string requestId, DateTimeOffset since) =>
        Rows.Find(credential, requestId, since) ?? Blocks.Find(credential, requestId, since);

    /// <summary>The receipts with the lowest sequences.</summary>
    public List<StoredReceipt> Oldest(int atMost)
    {
        var room = Array.Empty<byte>();
        var oldest = Rows.Oldest(atMost);
        var after = 0L;
        while (oldest.Count < atMost && Blocks.Oldest(atMost - oldest.Count, ref room, after) is { } blocks)
        {
            oldest.AddRange(blocks.ToList().Take(atMost - oldest.Count));
            after = blocks.LastSequence;
        }

        return oldest;
    }

    public void Dispose()
    {
        Blocks.Dispose();
        Rows.Dispose();
    }
}
