namespace CreditGate.Silo.Pushes.Files;

/// <summary>Lines of bytes, one at a time. Of a line longer than a row may be only the beginning is held.</summary>
internal sealed class LineReader(Stream bytes)
{
    public const int Longest = 1 << 20;

    private const int Step = 64 * 1024;

    private byte[] _buffer = new byte[Step];
    private int _start;
    private int _end;
    private int _length;
    private bool _begun;

    /// <summary>Number of the line, from 1.</summary>
    public int Line { get; private set; }

    public bool IsTooLong { get; private set; }

    /// <summary>Without line end and byte order mark; valid until the next line is read. Cut when too long.</summary>
    public ReadOnlyMemory<byte> Text { get; private set; }

    public bool IsBlank => Text.Span.IndexOfAnyExcept(" \t\r"u8) < 0;

    public async ValueTask<bool> Next(CancellationToken cancellation)
    {
        _start += _length;
        var scanned = 0;
        while (true)
        {
            if (_buffer.AsSpan(_start + scanned, _end - _start - scanned).IndexOf((byte)'\n') is >= 0 and var at)
            {
                return Take(scanned + at, 1);
            }

            scanned = _end - _start;
            if (scanned > Longest)
            {
                return await TakeBeginning(cancellation);
            }

            if (!await Fill(cancellation))
            {
                return scanned > 0 && Take(scanned, 0);
            }
        }
    }

    private bool Take(int length, int lineEnd)
    {
        Set(_buffer.AsMemory(_start, length), length > Longest);
        _length = length + lineEnd;
        return true;
    }

    private void Set(ReadOnlyMemory<byte> text, bool isTooLong)
    {
        text = text.Span is [.., (byte)'\r'] ? text[..^1] : text;
        text = !_begun && text.Span is [0xEF, 0xBB, 0xBF, ..] ? text[3..] : text;
        Text = isTooLong ? text[..Math.Min(text.Length, Longest)] : text;
        IsTooLong = isTooLong;
        _begun = true;
        Line = checked(Line + 1);
    }

    /// <summary>Keeps the beginning where it is and lets the rest of the line pass behind it.</summary>
    private async ValueTask<bool> TakeBeginning(CancellationToken cancellation)
    {
        _buffer.AsSpan(_start, Longest).CopyTo(_buffer);
        Set(_buffer.AsMemory(0, Longest), isTooLong: true);
        while ((_end = Longest + await bytes.ReadAsync(_buffer.AsMemory(Longest), cancellation)) > Longest)
        {
            if (_buffer.AsSpan(Longest, _end - Longest).IndexOf((byte)'\n') is >= 0 and var at)
            {
                (_start, _length) = (Longest + at, 1);
                return true;
            }
        }

        (_start, _length) = (_end, 0);
        return true;
    }

    private async ValueTask<bool> Fill(CancellationToken cancellation)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Min(_buffer.Length * 2, Longest + Step));
        }

        var read = await bytes.ReadAsync(_buffer.AsMemory(_end), cancellation);
        _end += read;
        return read > 0;
    }
}
