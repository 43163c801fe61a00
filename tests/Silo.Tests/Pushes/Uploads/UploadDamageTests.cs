using CreditGate.Silo.Pushes.Uploads;
using Xunit;

namespace CreditGate.Silo.Tests.Pushes.Uploads;

/// <summary>Whoever alters the files without the key is noticed.</summary>
public sealed class UploadDamageTests : IDisposable
{
    private const int Frame = UploadCipher.FrameBytes;
    private const int FrameOnDisk = Frame + UploadCipher.Overhead;

    private readonly UploadsOfATest _uploads = new();

    public static TheoryData<string, Func<byte[], byte[]>> Damages => new()
    {
        { "a byte of a frame", static file => Altered(file, UploadHeader.Size + 500) },
        { "a byte of a nonce", static file => Altered(file, UploadHeader.Size + 5) },
        { "a length", static file => Altered(file, UploadHeader.Size + 3) },
        { "the end", static file => Altered(file, file.Length - 1) },
        { "the salt", static file => Altered(file, UploadHeader.Size - 1) },
        { "the name", static file => Altered(file, 30) },
        { "the key's id", static file => Altered(file, 10) },
        { "the mark", static file => Altered(file, 0) },
        { "cut by a byte", static file => file[..^1] },
        { "cut by the end", static file => file[..^UploadCipher.EndBytes] },
        { "cut by the last frame", static file => [.. file[..(UploadHeader.Size + (2 * FrameOnDisk))], .. file[^UploadCipher.EndBytes..]] },
        { "a frame left out", static file => [.. file[..UploadHeader.Size], .. file[(UploadHeader.Size + FrameOnDisk)..]] },
        { "two frames swapped", static file => [.. file[..UploadHeader.Size], .. FrameAt(file, 1), .. FrameAt(file, 0), .. file[(UploadHeader.Size + (2 * FrameOnDisk))..]] },
        { "a frame twice", static file => [.. file[..(UploadHeader.Size + FrameOnDisk)], .. FrameAt(file, 0), .. file[(UploadHeader.Size + FrameOnDisk)..]] },
        { "nothing but a header", static file => file[..UploadHeader.Size] },
        { "empty", static _ => [] },
    };

    public void Dispose() => _uploads.Dispose();

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task Open_RefusesTheFile_WhenItWasAltered(string what, Func<byte[], byte[]> damage)
    {
        var (upload, _) = await _uploads.Finished((3 * Frame) + 100);
        var path = _uploads.FileOf(upload);
        await File.WriteAllBytesAsync(path, damage(await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken)), TestContext.Current.CancellationToken);

        var refused = Record.Exception(() => UploadsOfATest.Read(_uploads.Store.Open(upload)));

        Assert.True(refused is InvalidDataException, $"{what}: {refused}");
    }

    [Fact]
    public async Task Open_RefusesTheFile_WhenItIsAnotherUploads()
    {
        var (one, _) = await _uploads.Finished(100);
        var (other, _) = await _uploads.Finished(100);
        File.Move(_uploads.FileOf(one), _uploads.FileOf(other), overwrite: true);

        Assert.Throws<InvalidDataException>(() => _uploads.Store.Open(other));
    }

    private static byte[] Altered(byte[] file, int at)
    {
        file[at] ^= 1;
        return file;
    }

    private static byte[] FrameAt(byte[] file, int index) => file[(UploadHeader.Size + (index * FrameOnDisk))..(UploadHeader.Size + ((index + 1) * FrameOnDisk))];
}
