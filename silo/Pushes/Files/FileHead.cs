namespace CreditGate.Silo.Pushes.Files;

/// <summary>The beginning of a file: enough to tell what it is, or that it is nothing for us.</summary>
/// <param name="Gzip">Whether the bytes were compressed.</param>
/// <param name="Bytes">The first bytes, expanded.</param>
internal sealed record FileHead(bool Gzip, ReadOnlyMemory<byte> Bytes)
{
    private const int Length = 8_000;

    public bool HasUtf8Mark => Bytes.Span is [0xEF, 0xBB, 0xBF, ..];

    /// <summary>The first byte that is no space, or 0.</summary>
    public byte FirstByte => (HasUtf8Mark ? Bytes.Span[3..] : Bytes.Span).TrimStart(" \t\r\n"u8) is [var first, ..] ? first : (byte)0;

    /// <exception cref="UnusableFileException">empty-file, utf-16, not-text, or a fault of gzip.</exception>
    public static async Task<FileHead> Read(Func<Stream> open, bool declaredGzip, CancellationToken cancellation)
    {
        var gzip = declaredGzip || GzipHeader.Begins((await Begin(open(), gzip: false, cancellation)).Span);
        var head = new FileHead(gzip, await Begin(open(), gzip, cancellation));
        return head.Bytes.Span switch
        {
            [] => throw new UnusableFileException(FileFaults.Empty),
            [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => throw new UnusableFileException(FileFaults.Utf16),
            var bytes when bytes.Contains((byte)0) => throw new UnusableFileException(FileFaults.NotText),
            _ => head,
        };
    }

    private static async Task<ReadOnlyMemory<byte>> Begin(Stream upload, bool gzip, CancellationToken cancellation)
    {
        using var bytes = new FileBytes(upload, gzip);
        var head = new byte[Length];
        return head.AsMemory(0, await bytes.Expanded.ReadAtLeastAsync(head, Length, throwOnEndOfStream: false, cancellation));
    }
}
