using System.Text;
using CreditGate.Actors.Pushes;
using CreditGate.Silo.Pushes.Uploads;
using Xunit;

namespace CreditGate.Silo.Tests.Pushes.Uploads;

public sealed class UploadStoreTests : UploadContract, IDisposable
{
    private readonly UploadsOfATest _uploads;

    public UploadStoreTests() => _uploads = new UploadsOfATest(clock: Clock);

    private protected override IUploadStore Store => _uploads.Store;

    private protected override IUnfinishedUploads Arriving => _uploads.Store;

    public void Dispose() => _uploads.Dispose();

    private protected override (IUploadStore Store, IUnfinishedUploads Arriving) Another() => (_uploads.Reopened(), _uploads.Reopened());

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
