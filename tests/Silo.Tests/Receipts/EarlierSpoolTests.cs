using System.Security.Cryptography;
using CreditGate.Actors.Ledger;
using CreditGate.Silo.Ledger.Sqlite;
using CreditGate.Silo.Receipts;
using CreditGate.Silo.Tests.Ledger;
using CreditGate.Silo.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace CreditGate.Silo.Tests.Receipts;

/// <summary>A spool in which an earlier release left receipts, each in a row of its own.</summary>
public sealed class EarlierSpoolTests : IDisposable
{
    private readonly SpoolFile _file = new();
    private readonly LedgerFile _ledger = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _file.Dispose();
        _ledger.Dispose();
    }

    [Fact]
    public async Task Receipts_StayFoundAndOfOneChain_AndAreShippedFirst()
    {
        var left = await Leave(SampleReceipt.Of("r-1"), SampleReceipt.Of());
        _file.Restart();

        var again = await _file.Spool.Append(SampleReceipt.Of("r-1"));
        var next = await _file.Spool.Append(SampleReceipt.Of("r-2"));

        Assert.Equal((left[0].Id, 3), (again.Id, next.Sequence));
        Assert.Equivalent(left[1], await _file.Spool.Find(left[1].Id, Cancellation), strict: true);
        Assert.Equal((3, left[0].At), (_file.Spool.Depth, _file.Spool.OldestAt));
        Assert.Equal([left[0].Id, left[1].Id, next.Id], _file.Spool.Oldest(10).Select(static receipt => receipt.Id));
        Assert.Null(_file.FirstBroken);

        var ledger = new SqliteReceiptLedger(_ledger.Ledger);
        Assert.Equal(3, await new ReceiptShipper(_file.Spool, ledger, TimeProvider.System, NullLogger<ReceiptShipper>.Instance).ShipBatch());
        Assert.Equal((0, 3), (_file.Spool.Depth, Database.Scalar(_ledger.Path, "SELECT COUNT(*) FROM receipt")));
        Assert.Equivalent(left[0], await ledger.FindReceipt(left[0].Id, Cancellation), strict: true);
        Assert.Null(Chains.FirstBroken(_ledger.Path, "receipt", "sequence"));
    }

    /// <summary>Writes as that release did.</summary>
    private Task<List<StoredReceipt>> Leave(params StoredReceipt[] receipts) => _file.Spool.Write(receipts.Length, session =>
    {
        var (head, left) = (session.Spool.Head(), new List<StoredReceipt>());
        foreach (var receipt in receipts)
        {
            var (salt, commitment) = (RandomNumberGenerator.GetBytes(16), new byte[32]);
            SpoolSeal.Commit(ReceiptColumns.Of(receipt), salt, receipt.Payload, commitment);
            head.Move(commitment);
            left.Add(receipt with { Salt = salt, Commitment = commitment, Segment = head.Segment, Sequence = head.Sequence, Chain = head.Chain.ToArray() });
            session.Receipts.Rows.Add(left[^1]);
        }

        session.Spool.Keep(head);
        return left;
    });
}
