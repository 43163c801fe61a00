using System.Text.Json;
using CreditGate.Actors.Ledger;
using CreditGate.Actors.Receipts;
using CreditGate.Domain;
using CreditGate.Domain.Evidence;
using CreditGate.Silo.Tests.Ledger;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace CreditGate.Silo.Tests.Receipts;

public sealed class ReceiptSweepTests : IDisposable
{
    private readonly LedgerFile _ledger = new();
    private readonly SpoolFile _spool = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _spool.Dispose();
        _ledger.Dispose();
    }

    [Fact]
    public async Task Sweep_GivesEveryReceiptToEveryTakerOnce_AlsoWhenOneFailsInBetween()
    {
        var receipts = await Ship(3);
        Taker steady = new("steady"), failing = new("failing") { Fails = true };
        var sweep = Sweep(failing, steady);

        await Assert.ThrowsAsync<AggregateException>(() => sweep.Sweep(Cancellation));
        Assert.Equal(receipts.Select(static receipt => receipt.Id), steady.Taken);
        Assert.Empty(failing.Taken);

        failing.Fails = false;
        var more = await Ship(2);
        await sweep.Sweep(Cancellation);

        Assert.Equal([.. receipts.Select(static receipt => receipt.Id), .. more.Select(static receipt => receipt.Id)], steady.Taken);
        Assert.Equal(steady.Taken, failing.Taken);
    }

    [Fact]
    public async Task Sweep_PassesAReceiptThatCannotBeRead()
    {
        var receipts = await Ship(3, static receipt => receipt.Sequence == 2 ? receipt with { Payload = "{\"id\":"u8.ToArray() } : receipt);
        var taker = new Taker("steady");

        Assert.False(await Sweep(taker).Sweep(Cancellation));

        Assert.Equal([receipts[0].Id, receipts[2].Id], taker.Taken);
        Assert.Equal(3, (await taker.Looked(Cancellation))[receipts[0].Segment]);
    }

    private ReceiptSweep Sweep(params Taker[] takers) => new(takers, _ledger.History, _ledger.Evidence, NullLogger<ReceiptSweep>.Instance);

    private async Task<IReadOnlyList<StoredReceipt>> Ship(int count, Func<StoredReceipt, StoredReceipt>? alter = null)
    {
        await _spool.Spool.Append([.. Enumerable.Range(0, count).Select(static _ => SampleReceipt.Of())]);
        var receipts = _spool.Spool.Oldest(count).Select(static receipt => receipt with { Payload = Payload(receipt) }).Select(alter ?? (static receipt => receipt)).ToArray();
        await _ledger.Receipts.AddReceipts(receipts);
        await _spool.Spool.Remove(receipts[^1].Sequence);
        return receipts;
    }

    private static byte[] Payload(StoredReceipt receipt) => JsonSerializer.SerializeToUtf8Bytes(
        new ReceiptGist
        {
            Id = receipt.Id,
            Organisation = "示例机关",
            Matter = receipt.Matter,
            Edition = "示例版本",
            DecidedAt = receipt.At,
            ValidUntil = receipt.At.AddDays(5),
            Ruling = new RulingGist(),
        },
        LedgerJson.Context.ReceiptGist);

    private sealed class Taker(string name) : IReceiptTaker
    {
        private readonly Dictionary<string, long> _looked = new(StringComparer.Ordinal);

        public string Name => name;

        public bool Fails { get; set; }

        public List<Guid> Taken { get; } = [];

        public ValueTask<IReadOnlyDictionary<string, long>> Looked(CancellationToken cancellation = default) => ValueTask.FromResult<IReadOnlyDictionary<string, long>>(_looked);

        public Task Take(ReceiptPage page)
        {
            Assert.Equal(_looked.GetValueOrDefault(page.Segment), page.After);
            if (Fails)
            {
                return Task.FromException(new LedgerUnavailableException("示例", new TimeoutException()));
            }

            Taken.AddRange(page.Receipts.Select(static receipt => receipt.Id));
            _looked[page.Segment] = page.Through;
            return Task.CompletedTask;
        }
    }
}
