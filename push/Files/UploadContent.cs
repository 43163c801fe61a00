using System.Net;
using System.Net.Http.Headers;

namespace CreditGate.Push.Files;

/// <summary>The rest of a file as the body of a request, telling how far it got.</summary>
internal sealed class UploadContent : HttpContent
{
    private const int Piece = 1 << 16;

    private readonly OutgoingFile _file;
    private readonly long _offset;
    private readonly Action<long> _moved;

    /// <param name="moved">Called with the offset in the file after each piece that was handed to the connection.</param>
    public UploadContent(OutgoingFile file, long offset, Action<long> moved)
    {
        (_file, _offset, _moved) = (file, offset, moved);
        Headers.ContentType = new MediaTypeHeaderValue(file.MediaType);
        if (file.IsGzip)
        {
            Headers.ContentEncoding.Add("gzip");
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var buffer = new byte[Piece];
        var at = _offset;
        while (await _file.Read(buffer, at, cancellationToken) is > 0 and var read)
        {
            await stream.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            _moved(at += read);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _file.Length - _offset;
        return true;
    }
}
