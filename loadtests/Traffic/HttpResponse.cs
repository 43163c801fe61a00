using System.Buffers;
using System.Buffers.Text;

namespace CreditGate.LoadTests.Traffic;

/// <summary>Where the parts of one HTTP/1.1 response lie in a buffer.</summary>
/// <param name="Body">Of its first byte.</param>
/// <param name="End">One behind its last byte.</param>
internal readonly record struct HttpResponse(int Status, bool IsChunked, bool Closes, int Body, int End)
{
    /// <summary>Finds the response at the start of what was received; null when more of it is to come.</summary>
    /// <exception cref="InvalidDataException">It is no response that this tool reads.</exception>
    public static HttpResponse? Find(ReadOnlySpan<byte> received)
    {
        var head = received.IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return null;
        }

        if (!received.StartsWith("HTTP/1.1 "u8) || !Utf8Parser.TryParse(received[9..12], out int status, out _))
        {
            throw new InvalidDataException("The target does not answer in HTTP/1.1.");
        }

        var headers = received[..(head + 2)];
        var body = head + 4;
        var closes = Header(headers, "connection:"u8).IndexOf("close"u8) >= 0;
        if (Header(headers, "transfer-encoding:"u8).IndexOf("chunked"u8) >= 0)
        {
            return ChunksEnd(received, body) is { } chunksEnd ? new HttpResponse(status, true, closes, body, chunksEnd) : null;
        }

        var length = Header(headers, "content-length:"u8);
        var end = length.IsEmpty && status == 204 ? body
            : Utf8Parser.TryParse(length.Trim((byte)' '), out int bytes, out _) ? body + bytes
            : throw new InvalidDataException("The target's answer has no length.");
        return end <= received.Length ? new HttpResponse(status, false, closes, body, end) : null;
    }

    /// <summary>The body in one piece.</summary>
    public ReadOnlySequence<byte> Content(byte[] received)
    {
        if (!IsChunked)
        {
            return new ReadOnlySequence<byte>(received, Body, End - Body);
        }

        var content = new ArrayBufferWriter<byte>(End - Body);
        var at = Body;
        while (Chunk(received, at) is (var start, > 0 and var size))
        {
            content.Write(received.AsSpan(start, size));
            at = start + size + 2;
        }

        return new ReadOnlySequence<byte>(content.WrittenMemory);
    }

    private static int? ChunksEnd(ReadOnlySpan<byte> received, int at)
    {
        while (Chunk(received, at) is var (start, size))
        {
            at = start + size + 2;
            if (at > received.Length)
            {
                return null;
            }

            if (size == 0)
            {
                return at;
            }
        }

        return null;
    }

    /// <summary>Start and size of the chunk whose head begins here; null when its head is not all there.</summary>
    private static (int Start, int Size)? Chunk(ReadOnlySpan<byte> received, int at)
    {
        var line = received[at..].IndexOf("\r\n"u8);
        return line < 0 ? null
            : Utf8Parser.TryParse(received.Slice(at, line), out int size, out _, 'x') ? (at + line + 2, size)
            : throw new InvalidDataException("A chunk of the target's answer has no size.");
    }

    private static ReadOnlySpan<byte> Header(ReadOnlySpan<byte> headers, ReadOnlySpan<byte> name)
    {
        while (headers.IndexOf("\r\n"u8) is >= 0 and var end)
        {
            var line = headers[..end];
            if (line.Length > name.Length && System.Text.Ascii.EqualsIgnoreCase(line[..name.Length], name))
            {
                return line[name.Length..];
            }

            headers = headers[(end + 2)..];
        }

        return [];
    }
}
