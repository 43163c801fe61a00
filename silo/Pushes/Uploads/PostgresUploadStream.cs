using CreditGate.Silo.Ledger.Postgres;

namespace CreditGate.Silo.Pushes.Uploads;

/// <summary>The content of an upload in the database, fetched 1 MiB at a time and decrypted while it is read. Altered or missing bytes are an <see cref="InvalidDataException"/> when the reader gets there.</summary>
/// <param name="frames">How many there are.</param>
/// <param name="length">Bytes that there must be; null while the upload is unfinished.</param>
internal sealed class PostgresUploadStream(PostgresLedger ledger, Guid file, UploadCipher cipher, int frames, long? length) : Stream
{
    private const int FramesAtOnce = 16;

    private const string Page = "SELECT nth, frame FROM upload_frame WHERE file = $1 AND nth >= $2 AND nth < $3 ORDER BY nth";

    private readonly Queue<(int Nth, byte[] Frame)> _fetched = new();
    private readonly byte[] _content = new byte[UploadCipher.FrameBytes];
    private int _next;
    private long _decrypted;
    private int _taken;
    private int _filled;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty || (_taken == _filled && !await NextFrame(cancellationToken).ConfigureAwait(false)))
        {
            return 0;
        }

        var count = Math.Min(buffer.Length, _filled - _taken);
        _content.AsSpan(_taken, count).CopyTo(buffer.Span);
        _taken += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    // For those who cannot wait otherwise; the product's readers can.
    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer, offset, count, CancellationToken.None).GetAwaiter().GetResult();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            cipher.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<bool> NextFrame(CancellationToken cancellation)
    {
        if (_next == frames)
        {
            return (length ?? _decrypted) == _decrypted ? false : throw new InvalidDataException("An upload is cut: frames are missing before its end.");
        }

        if (_fetched.Count == 0)
        {
            var last = Math.Min(_next + FramesAtOnce, frames);
            var page = await ledger.Read(
                connection => connection.All(static row => (row.GetInt32(0), row.Blob(1)), Page, [file, _next, last], cancellation), cancellation).ConfigureAwait(false);
            page.ForEach(_fetched.Enqueue);
        }

        Open(_fetched.TryDequeue(out var found) && found.Nth == _next ? found.Frame : throw Damaged());
        return true;
    }

    private void Open(byte[] frame)
    {
        var size = frame.Length - UploadCipher.Overhead;
        if (size is < 0 or > UploadCipher.FrameBytes || UploadCipher.ContentOf(frame) != size || !cipher.TryOpen((uint)_next, frame, _content.AsSpan(0, size)))
        {
            throw Damaged();
        }

        (_next, _decrypted, _taken, _filled) = (_next + 1, _decrypted + size, 0, size);
    }

    private InvalidDataException Damaged() => new($"An upload is damaged at frame {_next}.");
}
