using System.Security.Cryptography;
using System.Text;
using CreditGate.Actors.Pushes;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CreditGate.Silo.Tests.Pushes.Uploads;

/// <summary>What every upload store owes, wherever it keeps the bytes.</summary>
public abstract class UploadContract
{
    private protected const int Frame = 64 * 1024;

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 6, 1, 2, 0, 0, TimeSpan.Zero));

    private protected abstract IUploadStore Store { get; }

    private protected abstract IUnfinishedUploads Arriving { get; }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Frame - 1)]
    [InlineData(Frame)]
    [InlineData(Frame + 1)]
    [InlineData((5 * Frame) + 17)]
    public async Task Open_GivesTheBytesThatWereSent(int bytes)
    {
        var (upload, content) = await Finished(bytes);

        Assert.Equal(content, Read(Store.Open(upload)));
        Assert.Equal(content, Read(Another().Store.Open(upload)));
    }

    [Fact]
    public async Task Append_KeepsWhatArrived_WhenTheConnectionBreaks()
    {
        var upload = Guid.NewGuid();
        var content = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 60_000).Select(static number => $"{number:D6},")));
        int[] breaks = [1, Frame - 1, Frame, (3 * Frame) + 5, 3 * Frame, content.Length - 1];
        var sent = 0;
        foreach (var until in breaks.Order())
        {
            await Assert.ThrowsAsync<IOException>(() => Arriving.Append(upload, sent, new BreakingStream(content[sent..], until - sent), Cancellation));
            Assert.Equal(until, await Another().Arriving.Received(upload, Cancellation));
            sent = until;
        }

        await Arriving.Append(upload, sent, new MemoryStream(content[sent..]), Cancellation);

        Assert.Equal(content, Read(Arriving.OpenUnfinished(upload)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(99)]
    [InlineData(101)]
    [InlineData(1_000_000)]
    public async Task Append_IsRefusedAndChangesNothing_WhenTheOffsetIsAnother(long offset)
    {
        var upload = Guid.NewGuid();
        var content = await Append(upload, 0, 100);

        var refused = await Assert.ThrowsAsync<UploadRefusedException>(() => Append(upload, offset, 5));

        Assert.Equal(("upload-offset", 100), (refused.Code, refused.Received));
        Assert.Equal(content, Read(Arriving.OpenUnfinished(upload)));
    }

    [Fact]
    public async Task Append_IsRefused_WhenNothingWasReceived()
    {
        var refused = await Assert.ThrowsAsync<UploadRefusedException>(() => Append(Guid.NewGuid(), 5, 5));

        Assert.Equal(("upload-offset", 0), (refused.Code, refused.Received));
    }

    [Fact]
    public async Task Append_StartsOver_WhenTheOffsetIsZero()
    {
        var upload = Guid.NewGuid();
        await Append(upload, 0, 3 * Frame);

        var content = await Append(upload, 0, 10);

        Assert.Equal(10, await Arriving.Received(upload, Cancellation));
        Assert.Equal(content, Read(Arriving.OpenUnfinished(upload)));
    }

    [Fact]
    public async Task Finish_TakesTheUnfinishedUploadAway()
    {
        var (arrived, upload) = (Guid.NewGuid(), Guid.NewGuid());
        await Append(arrived, 0, 10);

        await Arriving.Finish(arrived, upload);

        Assert.Equal(0, await Arriving.Received(arrived, Cancellation));
        Assert.Throws<FileNotFoundException>(() => Arriving.OpenUnfinished(arrived));
        Assert.Equal([new StoredUpload(upload, true, Clock.GetUtcNow())], await Arriving.All(Cancellation));
    }

    [Fact]
    public async Task Delete_LeavesNothing_FinishedOrNot()
    {
        var unfinished = Guid.NewGuid();
        await Append(unfinished, 0, 10);
        var (finished, _) = await Finished(10);

        await Store.Delete(unfinished);
        await Store.Delete(finished);
        await Store.Delete(finished);

        Assert.Empty(await Arriving.All(Cancellation));
        Assert.Throws<FileNotFoundException>(() => Store.Open(finished));
    }

    [Fact]
    public async Task Seal_IsReadByAnotherProcess_AndBoundToItsUpload()
    {
        var (upload, _) = await Finished(1);
        var line = Store.Seal(upload, "示例"u8);

        Assert.Equal("示例"u8, Another().Store.Unseal(upload, line));
        Assert.Throws<InvalidDataException>(() => Store.Unseal(Guid.NewGuid(), line));
    }

    /// <summary>The same uploads as another process sees them.</summary>
    private protected abstract (IUploadStore Store, IUnfinishedUploads Arriving) Another();

    private protected async Task<byte[]> Append(Guid upload, long offset, int bytes)
    {
        var content = RandomNumberGenerator.GetBytes(bytes);
        await Arriving.Append(upload, offset, new MemoryStream(content), Cancellation);
        return content;
    }

    private protected async Task<(Guid Upload, byte[] Content)> Finished(int bytes)
    {
        var (arrived, upload) = (Guid.NewGuid(), Guid.NewGuid());
        var content = await Append(arrived, 0, bytes);
        await Arriving.Finish(arrived, upload);
        return (upload, content);
    }

    private protected static byte[] Read(Stream stream) => UploadsOfATest.Read(stream);
}
