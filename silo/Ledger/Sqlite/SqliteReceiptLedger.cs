using System.Text;
using CreditGate.Actors.Evidence;
using CreditGate.Actors.Ledger;

namespace CreditGate.Silo.Ledger.Sqlite;

internal sealed class SqliteReceiptLedger(SqliteLedger ledger) : IReceiptLedger, IReceiptHistory
{
    public Task AddReceipts(IReadOnlyList<StoredReceipt> receipts) =>
        ledger.Write(receipts.Count, session => receipts.Count(receipt => Came(session.Tables, session.Tables.Receipts.Add(receipt), Encoding.UTF8.GetBytes(receipt.Subject), receipt.SubjectVersion)));

    public Task AddReceipts(SpooledReceipts receipts) => ledger.Write(receipts.Count, session =>
    {
        receipts.Each(receipt => Came(session.Tables, session.Tables.Receipts.Add(receipt, receipts.Segment), receipt.Subject, receipt.SubjectVersion));
        return receipts.Count;
    });

    public ValueTask<StoredReceipt?> FindReceipt(Guid id, CancellationToken cancellation = default) =>
        ledger.Read(tables => tables.Receipts.Find(id), cancellation);

    public async ValueTask<IReadOnlyList<StoredReceipt>> Receipts(Guid after, Guid before, int atMost, CancellationToken cancellation = default) =>
        await ledger.Read(tables => tables.Receipts.Between(after, before, atMost), cancellation);

    public async ValueTask<IReadOnlyList<ReceiptGlance>> Glances(string segment, long afterSequence, int atMost, CancellationToken cancellation = default) =>
        await ledger.Read(tables => tables.Receipts.Glances(segment, afterSequence, atMost), cancellation);

    public ValueTask<StoredReceipt?> FindReceipt(string credential, string requestId, DateTimeOffset since, CancellationToken cancellation = default) =>
        ledger.Read(tables => tables.Receipts.Find(credential, requestId, since), cancellation);

    public async ValueTask<IReadOnlyList<StoredReceipt>> OfSubject(string subject, Guid after, int atMost, CancellationToken cancellation = default) =>
        await ledger.Read(tables => tables.Receipts.OfSubject(subject, after, atMost), cancellation);

    private static bool Came(LedgerTables tables, bool isNew, ReadOnlySpan<byte> subject, long version)
    {
        if (isNew)
        {
            tables.Erasures.Came(subject, version);
        }

        return isNew;
    }
}
