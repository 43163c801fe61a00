using CreditGate.Actors.Ledger;
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
        Assert.Null(_file.FirstBroken);
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
    public async Task Append_IsOfOneChain_WhenANeighbourInItsCommitFails()
    {
        var isHeld = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var release = new ManualResetEventSlim();
        var holding = _file.Spool.Write(1, _ =>
        {
            isHeld.TrySetResult();
            return release.Wait(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        });
        await isHeld.Task;
        var before = _file.Spool.Append(SampleReceipt.Of("r-1"));
        var failing = _file.Spool.Write<int>(1, static _ => throw new InvalidOperationException("示例"));
        var after = Enumerable.Range(0, 3).Select(_ => _file.Spool.Append(SampleReceipt.Of())).ToArray();
        release.Set();

        Assert.True(await holding);
        await Assert.ThrowsAsync<InvalidOperationException>(() => failing);
        StoredReceipt[] all = [await before, .. await Task.WhenAll(after)];
        Assert.Equal((long[])[1, 2, 3, 4], all.Select(static receipt => receipt.Sequence));
        Assert.Null(_file.FirstBroken);
        Assert.Equal(4, _file.Spool.Depth);
    }

    [Fact]
    public async Task Keep_EndsInTime_WhenTheDiskHangs()
    {
        using var release = new ManualResetEventSlim();
        _commit = act =>
        {
            release.Wait(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
            act();
        };
        var (late, patient) = (_file.Spool.Gather(), _file.Spool.Gather());
        foreach (var pending in (IPendingReceipts[])[late, patient])
        {
            pending.Add(ReceiptColumns.Of(SampleReceipt.Of()), [1]);
        }

        var waiting = patient.Keep(TimeSpan.FromSeconds(20)).AsTask();
        await Assert.ThrowsAsync<TimeoutException>(() => late.Keep(TimeSpan.FromMilliseconds(20)).AsTask());
        Assert.False(waiting.IsCompleted);
        release.Set();
        await waiting;
        Assert.Null(_file.FirstBroken);
    }

    private static StoredReceipt Large() => SampleReceipt.Of() with { Payload = new byte[100_000] };

    private Task<bool> LimitPages(long pages) => _file.Spool.Write(1, session =>
    {
        Database.LimitPages(session.Connection, pages);
        return true;
    });
}
