using CreditGate.Actors.Cases;
using CreditGate.Actors.Feedback;
using CreditGate.Silo.Tests.Receipts;
using Xunit;

namespace CreditGate.Silo.Tests.Ledger;

/// <summary>What every implementation of the ledger owes to persons whom checks named.</summary>
public abstract class LinkedAnswersContract(ILedgerUnderTest ledger) : IDisposable
{
    private ILinkedAnswers Linked => ledger.Linked;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        ledger.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Of_GivesTheReceiptsThatNamedThePerson_PageByPage_EachOnce()
    {
        using var spool = new SpoolFile();
        await spool.Spool.Append([.. Enumerable.Range(0, 5).Select(static _ => SampleReceipt.Of())]);
        var receipts = spool.Spool.Oldest(5);
        await ledger.Receipts.AddReceipts(receipts);
        var (segment, ids) = (receipts[0].Segment, receipts.Select(static receipt => receipt.Id).Order().ToArray());
        var person = Sample.Subject().Value;

        await Linked.Take([.. ids[1..].Select(id => new LinkedAnswer(person, id)), new LinkedAnswer(Sample.Subject().Value, ids[0])], new LookedThrough(segment, 5));
        await Linked.Take([new LinkedAnswer(person, ids[1])], new LookedThrough(segment, 3));

        Assert.Equal(ids[1..3], (await Linked.Of(person, Guid.Empty, 2, Cancellation)).Select(static receipt => receipt.Id));
        Assert.Equal(ids[3..], (await Linked.Of(person, ids[2], 10, Cancellation)).Select(static receipt => receipt.Id));
        Assert.Empty(await Linked.Of(Sample.Subject().Value, Guid.Empty, 10, Cancellation));
        Assert.Equal(5, (await Linked.Looked(Cancellation))[segment]);
    }
}
