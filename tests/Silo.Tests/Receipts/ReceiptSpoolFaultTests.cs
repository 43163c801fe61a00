using CreditGate.Actors.Ledger;
using CreditGate.Silo.Tests.Ledger;
using CreditGate.Silo.Tests.Storage;
using Xunit;

namespace CreditGate.Silo.Tests.Receipts;

public sealed class ReceiptSpoolFaultTests : IDisposable
{
    private readonly SpoolFile _file;
    private Action<Action> _commit = static act => act();

    public ReceiptSpoolFaultTests() => _file = new SpoolFile(act => _commit(act));

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task Append_IsUnavailableAndThenWorksAgain_WhenACommitThrows(bool afterCommitting, int kept)
    {
        _commit = act =>
        {
            if (afterCommitting)
            {
                act();
            }

            throw new IOException("The disk went away.");
        };
        await Assert.ThrowsAsync<SpoolUnavailableException>(() => _file.Spool.Append(SampleReceipt.Of()));
        _commit = static act => act();

        var next = await _file.Spool.Append(SampleReceipt.Of());

        Assert.Equal(kept + 1, next.Sequence);
        Assert.Null(Chains.FirstBroken(_file.Path, "receipt", "sequence"));
    }

    [Fact]
    public async Task Append_IsUnavailableAndThenWorksAgain_WhenTheDiskWasFull()
    {
        await LimitPages(1);
        await Assert.ThrowsAsync<SpoolUnavailableException>(() => _file.Spool.Append(Large()));
        await Assert.ThrowsAsync<SpoolUnavailableException>(() => _file.Spool.Append([SampleReceipt.Of(), Large()]));
        await LimitPages(1_000_000);

        var next = await _file.Spool.Append(Large());

        Assert.Equal((1, 1), (next.Sequence, _file.Spool.Depth));
    }

    [Fact]
    public async Task Append_FailsAlone_WhenItsIdIsTaken()
    {
        var receipt = await _file.Spool.Append(SampleReceipt.Of());

        var (same, other) = (_file.Spool.Append(receipt), _file.Spool.Append(SampleReceipt.Of()));

        await Assert.ThrowsAsync<InvalidOperationException>(() => same);
        Assert.Equal(2, (await other).Sequence);
    }

    private static StoredReceipt Large() => SampleReceipt.Of() with { Payload = new byte[100_000] };

    private Task<bool> LimitPages(long pages) => _file.Spool.Write(1, session =>
    {
        Database.LimitPages(session.Connection, pages);
        return true;
    });
}
