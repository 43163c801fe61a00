using CreditGate.Actors.Nodes;
using CreditGate.Actors.Pushes;
using CreditGate.Domain;
using CreditGate.Silo.Ledger.Sqlite;
using CreditGate.Silo.Pushes.Uploads;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace CreditGate.Silo.Tests.Pushes.Uploads;

public sealed class UploadRetentionTests : IDisposable
{
    private readonly UploadsOfATest _uploads = new();
    private readonly SqliteLedger _ledger;
    private readonly SqlitePushLedger _pushes;
    private readonly UploadRetention _retention;

    public UploadRetentionTests()
    {
        _ledger = SqliteLedger.Open(_uploads.Data.LedgerPath);
        _pushes = new SqlitePushLedger(_ledger);
        _retention = new UploadRetention(
            _pushes, _uploads.Store, _uploads.Store, new OwnWork(), new PlatformClock(_uploads.Clock), TimeProvider.System, NullLogger<UploadRetention>.Instance);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _retention.Dispose();
        _ledger.Dispose();
        _uploads.Dispose();
    }

    [Fact]
    public async Task Sweep_DeletesAnUnfinishedUpload_WhenNobodyWentOnWithItForADay()
    {
        var (left, goneOn) = (Guid.NewGuid(), Guid.NewGuid());
        await _uploads.Append(left, 0, 10);
        await _uploads.Append(goneOn, 0, 10);
        _uploads.Clock.Advance(TimeSpan.FromHours(23));
        await _uploads.Append(goneOn, 10, 10);
        Assert.Equal(0, await _retention.Sweep(Cancellation));

        _uploads.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(1, await _retention.Sweep(Cancellation));
        Assert.Equal(goneOn, Assert.Single(await _uploads.Store.All(Cancellation)).Id);
    }

    [Fact]
    public async Task Sweep_DeletesTheUploadOfAJob_OnlyOnceItEndedAndExpired()
    {
        var (upload, _) = await _uploads.Finished(10);
        await _pushes.Enter(Job(upload));
        _uploads.Clock.Advance(TimeSpan.FromDays(91));
        Assert.Equal(0, await _retention.Sweep(Cancellation));      // it is not settled yet

        Assert.True(await _pushes.Advance(new PushStep(upload, new PushProgress { Step = 1, State = PushState.Completed }, [], [])));

        Assert.Equal(1, await _retention.Sweep(Cancellation));
        Assert.Empty(await _uploads.Store.All(Cancellation));
    }

    [Fact]
    public async Task Sweep_DeletesAFinishedUpload_WhenACrashLeftItWithoutAJob()
    {
        await _uploads.Finished(10);
        Assert.Equal(0, await _retention.Sweep(Cancellation));

        _uploads.Clock.Advance(UploadRetention.Waits);

        Assert.Equal(1, await _retention.Sweep(Cancellation));
    }

    private PushJob Job(Guid id) => new()
    {
        Id = id,
        Credential = "示例凭据",
        Organisation = "D22",
        Key = "示例文件",
        AcceptedAt = _uploads.Clock.GetUtcNow(),
        AsOf = _uploads.Clock.GetUtcNow(),
        File = new FileFacts(FileForm.Ndjson, FileCharset.Utf8, false, 10, "", 1, []),
        ExpiresAt = _uploads.Clock.GetUtcNow() + TimeSpan.FromDays(90),
    };
}
