using CreditGate.Actors.Pushes;
using CreditGate.Silo.Pushes.Uploads;
using Xunit;

namespace CreditGate.Silo.Tests.Pushes.Uploads;

public sealed class UploadLimitTests
{
    private const int Mebibyte = 1 << 20;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Append_IsRefused_WhenTheUploadGetsTooLarge()
    {
        using var uploads = new UploadsOfATest(new UploadOptions { LargestBytes = Mebibyte, LeaveFreeBytes = 0 });
        await uploads.Append(Guid.NewGuid(), 0, Mebibyte);
        var upload = Guid.NewGuid();
        await uploads.Append(upload, 0, Mebibyte - 10);

        var refused = await Assert.ThrowsAsync<UploadRefusedException>(() => uploads.Append(upload, Mebibyte - 10, 11));

        Assert.Equal("upload-too-large", refused.Code);
    }

    [Fact]
    public async Task Append_IsRefused_WhenAllUploadsTogetherGetTooLarge_UntilOneIsDeleted()
    {
        using var uploads = new UploadsOfATest(new UploadOptions { LargestBytes = Mebibyte, AllBytes = UploadFrames.SyncEvery + Mebibyte, LeaveFreeBytes = 0 });
        var (first, _) = await uploads.Finished(Mebibyte);
        var next = Guid.NewGuid();

        var refused = await Assert.ThrowsAsync<UploadRefusedException>(() => uploads.Append(next, 0, 10));
        Assert.Equal("upload-no-room", refused.Code);
        var reopened = uploads.Reopened();
        await Assert.ThrowsAsync<UploadRefusedException>(() => reopened.Append(next, 0, new MemoryStream([1]), Cancellation));
        await uploads.Store.Delete(first);

        await uploads.Append(next, 0, 10);
    }

    [Fact]
    public async Task Append_IsRefused_WhenTheDiskHasToKeepRoomForTheLedger()
    {
        using var uploads = new UploadsOfATest(new UploadOptions { LeaveFreeBytes = long.MaxValue });

        var refused = await Assert.ThrowsAsync<UploadRefusedException>(() => uploads.Append(Guid.NewGuid(), 0, 10));

        Assert.Equal("upload-no-room", refused.Code);
    }

    [Fact]
    public void Options_NameWhatToMend()
    {
        Assert.Null(new UploadOptions().Fault);
        Assert.Contains("Uploads:LargestBytes", new UploadOptions { LargestBytes = 10 }.Fault, StringComparison.Ordinal);
        Assert.Contains("Uploads:AllBytes", new UploadOptions { AllBytes = Mebibyte }.Fault, StringComparison.Ordinal);
        Assert.Contains("Uploads:LeaveFreeBytes", new UploadOptions { LeaveFreeBytes = -1 }.Fault, StringComparison.Ordinal);
    }
}
