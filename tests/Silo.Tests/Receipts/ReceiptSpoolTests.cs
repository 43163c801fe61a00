using CreditGate.Silo.Ledger;
using CreditGate.Silo.Tests.Ledger;
using Xunit;

namespace CreditGate.Silo.Tests.Receipts;

public sealed class ReceiptSpoolTests : IDisposable
{
    private readonly SpoolFile _file = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task Append_ReturnsWhatIsFoundLater_WhenTheSpoolWasOpenedAgain()
    {
        var receipt = SampleReceipt.Of("r-1");

        var stored = await _file.Spool.Append(receipt);
        _file.Restart();

        Assert.Equivalent(stored, await _file.Spool.Find(receipt.Id, Cancellation), strict: true);
        Assert.Equivalent(receipt with { Segment = stored.Segment, Sequence = 1, Salt = stored.Salt, Commitment = stored.Commitment, Chain = stored.Chain }, stored, strict: true);
    }

    [Fact]
    public async Task Append_NumbersAndChainsReceipts_WhenManyArriveAtOnce()
    {
        var single = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => _file.Spool.Append(SampleReceipt.Of())));
        await _file.Spool.Append(SampleReceipt.Many(20));
        _file.Restart();
        await _file.Spool.Append(SampleReceipt.Of());

        var all = _file.Spool.Oldest(1_000);
        Assert.Equal(Enumerable.Range(1, 221).Select(sequence => (long)sequence), all.Select(receipt => receipt.Sequence));
        Assert.Equal([single[0].Segment], all.Select(receipt => receipt.Segment).Distinct());
        Assert.Null(_file.FirstBroken);
    }

    [Fact]
    public async Task Append_ContinuesTheChain_WhenEarlierReceiptsHaveLeft()
    {
        var first = await _file.Spool.Append(SampleReceipt.Of());
        await _file.Spool.Remove(first.Sequence);
        _file.Restart();

        var second = await _file.Spool.Append(SampleReceipt.Of());

        Assert.Equal((first.Segment, 2), (second.Segment, second.Sequence));
        Assert.Equal(HashChain.Next(first.Chain, second.Commitment), second.Chain);
    }

    [Fact]
    public async Task Append_ReturnsTheFirstReceipt_WhenTheRequestIdComesAgain()
    {
        var appended = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _file.Spool.Append(SampleReceipt.Of("r-1"))));

        var kept = Assert.Single(_file.Spool.Oldest(10));
        Assert.All(appended, receipt => Assert.Equal(kept.Id, receipt.Id));
    }

    [Fact]
    public async Task Append_StoresBoth_WhenTheRequestIdComesFromAnotherCredential()
    {
        await _file.Spool.Append(SampleReceipt.Of("r-1"));
        await _file.Spool.Append(SampleReceipt.Of("r-1") with { Credential = "另一示例凭据" });

        Assert.Equal(2, _file.Spool.Depth);
    }

    [Theory]
    [InlineData(24 * 60, 1)]
    [InlineData((24 * 60) + 1, 2)]
    public async Task Append_StoresARequestIdAnew_WhenItsDayHasPassed(int minutesLater, int stored)
    {
        await _file.Spool.Append(SampleReceipt.Of("r-1"));
        await _file.Spool.Append(SampleReceipt.Of("r-1", Sample.Instant.AddMinutes(minutesLater)));

        Assert.Equal(stored, _file.Spool.Depth);
    }

    [Fact]
    public async Task Append_StoresEveryReceipt_WhenABatchSharesARequestId()
    {
        await _file.Spool.Append([SampleReceipt.Of("r-1"), SampleReceipt.Of("r-1")]);

        Assert.Equal(2, _file.Spool.Depth);
    }

    [Fact]
    public async Task Find_SeesARequestId_WhenItsReceiptIsNotBeforeTheInstant()
    {
        var receipt = await _file.Spool.Append(SampleReceipt.Of("r-1"));

        Assert.Equal(receipt.Id, (await _file.Spool.Find(receipt.Credential, "r-1", receipt.At, Cancellation))?.Id);
        Assert.Null(await _file.Spool.Find(receipt.Credential, "r-1", receipt.At.AddTicks(1), Cancellation));
        Assert.Null(await _file.Spool.Find(receipt.Credential, "r-2", receipt.At, Cancellation));
    }

    [Fact]
    public async Task Depth_CountsWhatIsLeft_WhenReceiptsCameAndWent()
    {
        Assert.Equal((0, null), (_file.Spool.Depth, _file.Spool.OldestAt));
        await _file.Spool.Append(SampleReceipt.Of());
        await _file.Spool.Append(SampleReceipt.Of(at: Sample.Instant.AddHours(1)));
        Assert.Equal((2, Sample.Instant), (_file.Spool.Depth, _file.Spool.OldestAt));

        await _file.Spool.Remove(1);

        Assert.Equal((1, Sample.Instant.AddHours(1)), (_file.Spool.Depth, _file.Spool.OldestAt));
    }
}
