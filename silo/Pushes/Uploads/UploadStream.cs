using Microsoft.Win32.SafeHandles;

namespace CreditGate.Silo.Pushes.Uploads;

/// <summary>The content of an upload file, decrypted while it is read. Altered or missing bytes are an <see cref="InvalidDataException"/> when the reader gets there.</summary>
internal sealed class UploadStream : Stream
{
    private readonly SafeFileHandle _file;
    private readonly UploadCipher _cipher;
    private readonly long _end;
    private readonly long? _length;
    private readonly byte[] _frame = new byte[UploadCipher.FrameBytes + UploadCipher.Overhead];
    private readonly byte[] _content = new byte[UploadCipher.FrameBytes];
    private long _position = UploadHeader.Size;
    private uint _index;
    private long _decrypted;
    private int _taken;
    private int _filled;

    /// <param name="end">Where the frames end in the file.</param>
    /// <param name="length">Bytes that there must be; null while the upload is unfinished.</param>
    public UploadStream(SafeFileHandle file, UploadCipher cipher, long end, long? length) => (_file, _cipher, _end, _length) = (file, cipher, end, length);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty || (_taken == _filled && !NextFrame()))
        {
            return 0;
        }

        var count = Math.Min(buffer.Length, _filled - _taken);
        _content.AsSpan(_taken, count).CopyTo(buffer);
        _taken += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    // A frame comes out of the file cache in tens of microseconds: handing that to another thread would cost more.
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<int>(cancellationToken) : new(Read(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

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
            _cipher.Dispose();
            _file.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool NextFrame()
    {
        if (_position == _end)
        {
            return (_length ?? _decrypted) == _decrypted ? false : throw new InvalidDataException("An upload is cut: frames are missing before its end.");
        }

        var size = UploadFrames.Read(_file, _position, _end, _frame);
        if (size == 0 || !_cipher.TryOpen(_index, _frame.AsSpan(0, size), _content.AsSpan(0, size - UploadCipher.Overhead)))
        {
            throw new InvalidDataException($"An upload is damaged at frame {_index}.");
        }

        _position += size;
        _index++;
        _decrypted += size - UploadCipher.Overhead;
        (_taken, _filled) = (0, size - UploadCipher.Overhead);
        return true;
    }
}
