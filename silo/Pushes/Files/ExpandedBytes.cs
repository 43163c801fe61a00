namespace CreditGate.Silo.Pushes.Files;

/// <summary>The bytes after decompression: stops what grows out of proportion to what was sent.</summary>
internal sealed class ExpandedBytes(Stream source, SentBytes sent) : PassingStream(source)
{
    /// <summary>Tables of real records shrink 5 to 40 times; deflate itself can do 1,032.</summary>
    private const int MostTimes = 200;

    private const long FreeOfDoubt = 8L << 20;
    private const long Most = 8L << 30;

    private long _count;

    protected override void Passed(ReadOnlySpan<byte> bytes)
    {
        _count += bytes.Length;
        if (_count > Most || (_count > FreeOfDoubt && _count / MostTimes > sent.Count))
        {
            throw new UnusableFileException(FileFaults.GzipBomb);
        }
    }
}
