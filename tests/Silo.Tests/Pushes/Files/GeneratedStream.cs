namespace CreditGate.Silo.Tests.Pushes.Files;

/// <summary>Bytes that nobody holds: a beginning, then one byte over and over. Reads complete at once, on the thread that asks.</summary>
internal sealed class GeneratedStream(byte[] beginning, byte filling, long length) : Stream
{
    private long _at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _at;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var count = (int)Math.Min(buffer.Length, length - _at);
        buffer[..count].Fill(filling);
        if (_at < beginning.Length)
        {
            var rest = beginning.AsSpan((int)_at);
            rest[..Math.Min(rest.Length, count)].CopyTo(buffer);
        }

        _at += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
