namespace CreditGate.Silo.Pushes.Files;

/// <summary>An upload opened to be examined: its bytes expanded, but not without measure, and what passed before that.</summary>
internal sealed class FileBytes : IDisposable
{
    private readonly Stream _expanded;

    public FileBytes(Stream upload, bool gzip)
    {
        Sent = new SentBytes(upload);
        _expanded = gzip ? new ExpandedBytes(new GzipBytes(Sent), Sent) : Sent;
    }

    public SentBytes Sent { get; }

    public Stream Expanded => _expanded;

    public void Dispose() => _expanded.Dispose();
}
