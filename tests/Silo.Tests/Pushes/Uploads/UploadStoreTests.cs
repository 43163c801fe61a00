using System.Text;
using CreditGate.Actors.Pushes;
using CreditGate.Silo.Pushes.Uploads;
using Xunit;

namespace CreditGate.Silo.Tests.Pushes.Uploads;

public sealed class UploadStoreTests : IDisposable
{
    private const int Frame = 64 * 1024;

    private readonly UploadsOfATest _uploads = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _uploads.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Frame - 1)]
    [InlineData(Frame)]
    [InlineData(Frame + 1)]
    [InlineData((5 * Frame) + 17)]
    public async Task Open_GivesTheBytesThatWereSent(int bytes)
    {
        var (upload, content) = await _uploads.Finished(bytes);

        Assert.Equal(content, UploadsOfATest.Read(_uploads.Store.Open(upload)));
        Assert.Equal(content, UploadsOfATest.Read(_uploads.Reopened().Open(upload)));
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
            await Assert.ThrowsAsync<IOException>(() => _uploads.Store.Append(upload, sent, new BreakingStream(content[sent..], until - sent), Cancellation));
            Assert.Equal(until, await _uploads.Reopened().Received(upload, Cancellation));
            sent = until;
        }

        await _uploads.Store.Append(upload, sent, new MemoryStream(content[sent..]), Cancellation);

        Assert.Equal(content, UploadsOfATest.Read(_uploads.Store.OpenUnfinished(upload)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(99)]
    [InlineData(101)]
    [InlineData(1_000_000)]
    public async Task Append_IsRefusedAndChangesNothing_WhenTheOffsetIsAnother(long offset)
    {
        var upload = Guid.NewGuid();
        var content = await _uploads.Append(upload, 0, 100);

        var refused = await Assert.ThrowsAsync<UploadRefusedException>(() => _uploads.Append(upload, offset, 5));

        Assert.Equal(("upload-offset", 100), (refused.Code, refused.Received));
        Assert.Equal(content, UploadsOfATest.Read(_uploads.Store.OpenUnfinished(upload)));
    }

    [Fact]
    public async Task Append_IsRefused_WhenNothingWasReceived()
    {
        var refused = await Assert.ThrowsAsync<UploadRefusedException>(() => _uploads.Append(Guid.NewGuid(), 5, 5));

        Assert.Equal(("upload-offset", 0), (refused.Code, refused.Received));
    }

    [Fact]
    public async Task Append_StartsOver_WhenTheOffsetIsZero()
    {
        var upload = Guid.NewGuid();
        await _uploads.Append(upload, 0, 3 * Frame);

        var content = await _uploads.Append(upload, 0, 10);

        Assert.Equal(10, await _uploads.Store.Received(upload, Cancellation));
        Assert.Equal(content, UploadsOfATest.Read(_uploads.Store.OpenUnfinished(upload)));
    }

    [Fact]
    public async Task Append_IsForOneConnectionAtATime()
    {
        var upload = Guid.NewGuid();
        using var slow = new HeldStream();
        var first = _uploads.Store.Append(upload, 0, slow, Cancellation);

        await Assert.ThrowsAsync<InvalidOperationException>(() => _uploads.Append(upload, 0, 5));
        Assert.Equal(0, await _uploads.Store.Received(upload, Cancellation));
        slow.End();
        await first;

        Assert.Empty(UploadsOfATest.Read(_uploads.Store.OpenUnfinished(upload)));
    }

    /// <summary>A crash leaves part of a frame, or a frame that was never wholly written.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(1_000)]
    [InlineData(Frame + 27)]
    public async Task Append_GoesOnAfterTheLastWholeFrame_WhenACrashToreTheEnd(int torn)
    {
        var upload = Guid.NewGuid();
        var content = await _uploads.Append(upload, 0, 4 * Frame);
        using (var file = new FileStream(_uploads.FileOf(upload), FileMode.Open))
        {
            file.SetLength(file.Length - torn);
        }

        Assert.Equal(3 * Frame, await _uploads.Store.Received(upload, Cancellation));
        var rest = await _uploads.Append(upload, 3 * Frame, 100);

        Assert.Equal([.. content[..(3 * Frame)], .. rest], UploadsOfATest.Read(_uploads.Store.OpenUnfinished(upload)));
    }

    /// <summary>After a loss of power a file may have its length and not its content.</summary>
    [Fact]
    public async Task Received_DoesNotCountAFrame_WhenItsBytesNeverReachedTheDisk()
    {
        var upload = Guid.NewGuid();
        await _uploads.Append(upload, 0, 4 * Frame);
        using (var file = new FileStream(_uploads.FileOf(upload), FileMode.Open))
        {
            file.Position = file.Length - 5_000;
            file.Write(new byte[4_000]);
        }

        Assert.Equal(3 * Frame, await _uploads.Store.Received(upload, Cancellation));
    }

    /// <summary>Under one nonce two contents would tell of each other.</summary>
    [Fact]
    public async Task Append_UsesNoNonceTwice_WhenATornFrameIsWrittenAgain()
    {
        var upload = Guid.NewGuid();
        var content = new byte[2 * Frame];
        await _uploads.Store.Append(upload, 0, new MemoryStream(content), Cancellation);
        var before = await File.ReadAllBytesAsync(_uploads.FileOf(upload), Cancellation);
        await File.WriteAllBytesAsync(_uploads.FileOf(upload), before[..^1], Cancellation);

        await _uploads.Store.Append(upload, Frame, new MemoryStream(content[Frame..]), Cancellation);

        var after = await File.ReadAllBytesAsync(_uploads.FileOf(upload), Cancellation);
        var frame = Frame + UploadCipher.Overhead;
        Assert.Equal(before[..^frame], after[..^frame]);
        Assert.NotEqual(before[^frame..^Frame], after[^frame..^Frame]);
        Assert.Equal(content, UploadsOfATest.Read(_uploads.Store.OpenUnfinished(upload)));
    }

    [Fact]
    public async Task Finish_TakesTheUnfinishedUploadAway()
    {
        var (arrived, upload) = (Guid.NewGuid(), Guid.NewGuid());
        await _uploads.Append(arrived, 0, 10);

        await _uploads.Store.Finish(arrived, upload);

        Assert.Equal(0, await _uploads.Store.Received(arrived, Cancellation));
        Assert.Throws<FileNotFoundException>(() => _uploads.Store.OpenUnfinished(arrived));
        Assert.Equal([new StoredUpload(upload, true, _uploads.Clock.GetUtcNow())], _uploads.Store.All());
    }

    [Fact]
    public async Task Delete_LeavesNothing_FinishedOrNot()
    {
        var unfinished = Guid.NewGuid();
        await _uploads.Append(unfinished, 0, 10);
        var (finished, _) = await _uploads.Finished(10);

        await _uploads.Store.Delete(unfinished);
        await _uploads.Store.Delete(finished);
        await _uploads.Store.Delete(finished);

        Assert.Empty(_uploads.Store.All());
        Assert.Throws<FileNotFoundException>(() => _uploads.Store.Open(finished));
    }

    [Fact]
    public async Task Files_AreTheirOwnersAloneAndSayNothing()
    {
        var upload = Guid.NewGuid();
        var secret = Encoding.UTF8.GetBytes("360799190001010019 示例甲");
        await _uploads.Store.Append(upload, 0, new MemoryStream(secret), Cancellation);

        Assert.Equal(-1, (await File.ReadAllBytesAsync(_uploads.FileOf(upload), Cancellation)).AsSpan().IndexOf(secret));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_uploads.FileOf(upload)));
        }
    }

    /// <summary>A body that brings nothing until it is told to end.</summary>
    private sealed class HeldStream : MemoryStream
    {
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void End() => _ended.SetResult();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await _ended.Task.WaitAsync(TimeSpan.FromSeconds(20), cancellationToken);
            return 0;
        }
    }
}
