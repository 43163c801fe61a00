using System.Buffers;
using CreditGate.Actors.Pushes;

namespace CreditGate.Silo.Pushes.Files;

/// <summary>Decodes a file and stops at the first bytes that are not of its charset.</summary>
internal sealed class TextSource(Stream bytes, FileCharset charset) : IDisposable
{
    private const int Block = 64 * 1024;
    private const int Enough = 8;

    private static readonly SearchValues<char> Ascii = SearchValues.Create([.. Enumerable.Range(0, 128).Select(static code => (char)code)]);

    private readonly StreamReader _reader = new(bytes, Charsets.Of(charset), detectEncodingFromByteOrderMarks: false, Block, leaveOpen: true);
    private int _lines = 1;
    private int _beyondAscii;
    private bool _begun;

    /// <summary>
    /// Whether so many characters beyond ASCII were decoded that the charset cannot be another: text in GB18030 that also
    /// reads as UTF-8 for eight characters on end does not occur.
    /// </summary>
    public bool IsBeyondDoubt => _beyondAscii >= Enough;

    public bool HoldsMoreThanAscii => _beyondAscii > 0;

    /// <returns>0 at the end.</returns>
    /// <exception cref="UnusableFileException">wrong-encoding.</exception>
    public async ValueTask<int> Read(Memory<char> into, CancellationToken cancellation)
    {
        var read = await _reader.ReadAsync(into, cancellation);
        var text = into[..read];
        var bad = text.Span.IndexOf(Charsets.Undecodable);
        CountForeign(bad < 0 ? text.Span : text.Span[..bad]);
        if (bad >= 0)
        {
            throw new WrongEncodingException(charset, _lines + text.Span[..bad].Count('\n'), IsBeyondDoubt);
        }

        _lines += text.Span.Count('\n');
        return WithoutMark(text);
    }

    public void Dispose() => _reader.Dispose();

    private void CountForeign(ReadOnlySpan<char> text)
    {
        while (_beyondAscii < Enough && text.IndexOfAnyExcept(Ascii) is >= 0 and var at)
        {
            // A byte order mark is no text.
            _beyondAscii += text[at] is '\uFEFF' ? 0 : 1;
            text = text[(at + 1)..];
        }
    }

    /// <summary>Decoders leave the byte order mark in when the charset is not the mark's own.</summary>
    private int WithoutMark(Memory<char> text)
    {
        var isFirst = !_begun;
        _begun = true;
        if (!isFirst || text.Span is not ['\uFEFF', ..])
        {
            return text.Length;
        }

        text[1..].CopyTo(text);
        return text.Length - 1;
    }
}

/// <param name="line">On which the first bytes stand that are not of the charset.</param>
/// <param name="isBeyondDoubt">The text before it can be of no other charset.</param>
internal sealed class WrongEncodingException(FileCharset charset, int line, bool isBeyondDoubt) : Exception
{
    public FileCharset Charset => charset;

    public int Line => line;

    public bool IsBeyondDoubt => isBeyondDoubt;
}
