using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using CreditGate.Push.CommandLine;

namespace CreditGate.Push.Files;

/// <summary>A file as it goes over the wire: the bytes at an offset are the same in every run, so that an upload can be resumed.</summary>
internal sealed class OutgoingFile : IDisposable
{
    private const long CompressedFrom = 1 << 20;

    private readonly FileStream _content;

    private OutgoingFile(string name, FileStream content, string mediaType, bool isGzip, string key) =>
        (Name, _content, MediaType, IsGzip, Key) = (name, content, mediaType, isGzip, key);

    public string Name { get; }

    public string MediaType { get; }

    public bool IsGzip { get; }

    /// <summary>Names the job: SHA-256 of what is sent, of what it is said to be and of the options, in hex; or the key given.</summary>
    public string Key { get; }

    public long Length => _content.Length;

    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static async Task<OutgoingFile> Open(string path, bool? gzip, PushQuery query, string? key, CancellationToken cancellation)
    {
        var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan);
        var kind = FileKind.Of(path, content);
        var isGzip = kind.IsGzip;
        if (!isGzip && (gzip ?? content.Length > CompressedFrom))
        {
            await using var plain = content;
            content = await Compressed(plain, cancellation);
            isGzip = true;
        }

        return new OutgoingFile(Path.GetFileName(path), content, kind.MediaType, isGzip, key ?? await KeyOf(content, $"{kind.MediaType} {isGzip} {query}", cancellation));
    }

    /// <summary>Bytes at an offset; 0 at the end. Needs no position, so an attempt that is still dying disturbs nobody.</summary>
    public ValueTask<int> Read(Memory<byte> into, long offset, CancellationToken cancellation) =>
        RandomAccess.ReadAsync(_content.SafeFileHandle, into, offset, cancellation);

    public void Dispose() => _content.Dispose();

    /// <summary>Into a file first: only then are the bytes at an offset known again after a break. It holds ID numbers, so nobody else may read it and it goes with its handle.</summary>
    private static async Task<FileStream> Compressed(Stream plain, CancellationToken cancellation)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var compressed = new FileStream(Path.Combine(Path.GetTempPath(), $"creditgate-push-{Guid.NewGuid():N}.gz"), options);
        await using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await plain.CopyToAsync(gzip, 1 << 17, cancellation);
        }

        compressed.Position = 0;
        return compressed;
    }

    private static async Task<string> KeyOf(Stream content, string said, CancellationToken cancellation)
    {
        content.Position = 0;
        var hash = await SHA256.HashDataAsync(content, cancellation);
        content.Position = 0;
        return Convert.ToHexStringLower(SHA256.HashData([.. hash, .. Encoding.UTF8.GetBytes(said)]));
    }
}
