using CreditGate.Actors.Ledger;
using CreditGate.Silo.Ledger.Sqlite;
using CreditGate.Silo.Receipts;
using CreditGate.Silo.Tests.Ledger;
using CreditGate.Silo.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CreditGate.Silo.Tests.Receipts;

public sealed class ReceiptShipperTests : IDisposable
{
    private readonly SpoolFile _spool = new();
    private readonly LedgerFile _ledger = new();
    private readonly FakeTimeProvider _clock = new(Sample.Instant);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private SqliteReceiptLedger Receipts => new(_ledger.Ledger);

    public void Dispose()
    {
        _spool.Dispose();
        _ledger.Dispose();
    }

    [Fact]
    public async Task ShipBatch_MovesReceiptsAsTheyAre_WhenTheLedgerTakesThem()
    {
        var receipt = await _spool.Spool.Append(SampleReceipt.Of("r-1"));
        await _spool.Spool.Append(SampleReceipt.Many(600));

        var shipped = await Shipper(Receipts).ShipBatch();

        Assert.Equal((601, 0), (shipped, _spool.Spool.Depth));
        Assert.Equivalent(receipt, await Receipts.FindReceipt(receipt.Id, Cancellation), strict: true);
        Assert.Equal(receipt.Id, (await Receipts.FindReceipt(receipt.Credential, "r-1", receipt.At, Cancellation))?.Id);
        Assert.Equal(601, Database.Scalar(_ledger.Path, "SELECT COUNT(*) FROM receipt"));
        Assert.Null(Chains.FirstBroken(_ledger.Path, "receipt", "sequence"));
    }

    [Fact]
    public async Task ShipBatch_LeavesNoDouble_WhenItWasKilledBetweenCopyAndRemoval()
    {
        await _spool.Spool.Append(SampleReceipt.Many(5));
        await Receipts.AddReceipts(_spool.Spool.Oldest(3));
        _spool.Restart();
        await _spool.Spool.Append(SampleReceipt.Many(5));

        await Shipper(Receipts).ShipBatch();

        Assert.Equal(0, _spool.Spool.Depth);
        Assert.Equal(10, Database.Scalar(_ledger.Path, "SELECT COUNT(*) FROM receipt"));
        Assert.Null(Chains.FirstBroken(_ledger.Path, "receipt", "sequence"));
    }

    [Fact]
    public async Task ShipBatch_KeepsReceiptsInTheSpool_WhenTheLedgerFails()
    {
        await _spool.Spool.Append(SampleReceipt.Many(5));
        var ledger = new FailingLedger(Receipts) { Fails = true };

        await Assert.ThrowsAsync<LedgerUnavailableException>(() => Shipper(ledger).ShipBatch());

        Assert.Equal(5, _spool.Spool.Depth);
    }

    [Fact]
    public async Task ShipBatch_LeavesWhatComesMeanwhile_ForTheNextTime()
    {
        await _spool.Spool.Append(SampleReceipt.Many(5));
        var ledger = new FailingLedger(Receipts) { Meanwhile = () => _spool.Spool.Append(SampleReceipt.Of()) };

        var shipped = await Shipper(ledger).ShipBatch();

        Assert.Equal((1, 5, 1), (ledger.Tries, shipped, _spool.Spool.Depth));
    }

    [Fact]
    public async Task AddReceipts_Throws_WhenASequenceBelongsToAnotherReceipt()
    {
        var receipt = await _spool.Spool.Append(SampleReceipt.Of());
        await Receipts.AddReceipts([receipt]);

        await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => Receipts.AddReceipts([receipt with { Id = Guid.NewGuid() }]));
    }

    [Fact]
    public async Task RunAsync_ShipsInTheEnd_WhenTheLedgerComesBack()
    {
        await _spool.Spool.Append(SampleReceipt.Many(ReceiptShipper.BatchSize + 1));
        var ledger = new FailingLedger(Receipts) { Fails = true };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var running = Shipper(ledger).RunAsync(stop.Token);

        await Eventually.Holds("three failed tries", () => Advance(() => ledger.Tries >= 3));
        Assert.Equal(ReceiptShipper.BatchSize + 1, _spool.Spool.Depth);
        ledger.Fails = false;
        await Eventually.Holds("an empty spool", () => Advance(() => _spool.Spool.Depth == 0));

        await stop.CancelAsync();
        await running;
        Assert.Equal(ReceiptShipper.BatchSize + 1, Database.Scalar(_ledger.Path, "SELECT COUNT(*) FROM receipt"));
    }

    [Fact]
    public async Task RunAsync_WaitsLongerEachTime_WhenTheLedgerKeepsFailing()
    {
        await _spool.Spool.Append(SampleReceipt.Of());
        var ledger = new FailingLedger(Receipts) { Fails = true };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var start = _clock.GetUtcNow();
        var running = Shipper(ledger).RunAsync(stop.Token);

        await Eventually.Holds("six failed tries", () => Advance(() => ledger.Tries >= 6));

        await stop.CancelAsync();
        await running;
        Assert.True(_clock.GetUtcNow() - start >= (ReceiptShipper.Period * (2 + 4 + 8 + 16)) + ReceiptShipper.LongestPause);
    }

    private ReceiptShipper Shipper(IReceiptLedger ledger) => new(_spool.Spool, ledger, _clock, NullLogger<ReceiptShipper>.Instance);

    private bool Advance(Func<bool> reached)
    {
        if (reached())
        {
            return true;
        }

        _clock.Advance(ReceiptShipper.Period);
        return false;
    }

    private sealed class FailingLedger(IReceiptLedger inner) : IReceiptLedger
    {
        private int _tries;

        public volatile bool Fails;

        public int Tries => Volatile.Read(ref _tries);

        public Func<Task> Meanwhile { get; init; } = static () => Task.CompletedTask;

        public async Task AddReceipts(IReadOnlyList<StoredReceipt> receipts)
        {
            Interlocked.Increment(ref _tries);
            await (Fails ? Task.FromException(new LedgerUnavailableException("Away.", new IOException())) : inner.AddReceipts(receipts));
            await Meanwhile();
        }

        public ValueTask<StoredReceipt?> FindReceipt(Guid id, CancellationToken cancellation = default) => inner.FindReceipt(id, cancellation);

        public ValueTask<StoredReceipt?> FindReceipt(string credential, string requestId, DateTimeOffset since, CancellationToken cancellation = default) =>
            inner.FindReceipt(credential, requestId, since, cancellation);

        public ValueTask<IReadOnlyList<StoredReceipt>> OfSubject(string subject, Guid after, int atMost, CancellationToken cancellation = default) =>
            inner.OfSubject(subject, after, atMost, cancellation);
    }
}
