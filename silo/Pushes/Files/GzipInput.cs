using ICSharpCode.SharpZipLib.Zip.Compression;

namespace CreditGate.Silo.Pushes.Files;

/// <summary>Compressed bytes, shared between the framing, which takes them one by one, and the inflater, which takes all there are and gives the rest back.</summary>
internal sealed class GzipInput(Stream source)
{
    private int _at;
    private int _end;

    public byte[] Buffer { get; } = new byte[64 * 1024];

    public async ValueTask<bool> IsAtEnd(CancellationToken cancellation) => _at == _end && !await Fill(cancellation);

    public async ValueTask<byte> Next(CancellationToken cancellation) =>
        await IsAtEnd(cancellation) ? throw new UnusableFileException(FileFaults.GzipTruncated) : Buffer[_at++];

    /// <summary>Replaces what was taken by what comes next; false at the end.</summary>
    public async ValueTask<bool> Fill(CancellationToken cancellation)
    {
        (_at, _end) = (0, await source.ReadAsync(Buffer, cancellation));
        return _end > 0;
    }

    public int TakeAll()
    {
        _at = _end;
        return _end;
    }

    public void HandTo(Inflater inflater)
    {
        inflater.SetInput(Buffer, _at, _end - _at);
        _at = _end;
    }

    public void GiveBack(int count) => _at = _end - count;
}
