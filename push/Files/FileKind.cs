namespace CreditGate.Push.Files;

/// <summary>What a file is by its name and its first bytes. What is left open the service finds out.</summary>
internal readonly record struct FileKind(string MediaType, bool IsGzip)
{
    /// <exception cref="SpreadsheetException">It is a spreadsheet, or another zip.</exception>
    public static FileKind Of(string path, Stream content)
    {
        Span<byte> first = stackalloc byte[4];
        var read = content.ReadAtLeast(first, first.Length, throwOnEndOfStream: false);
        content.Position = 0;
        if (first[..read].SequenceEqual("PK\u0003\u0004"u8))
        {
            throw new SpreadsheetException();
        }

        var isGzip = first[..read] is [0x1f, 0x8b, ..];
        var plain = isGzip && Path.GetExtension(path).Equals(".gz", StringComparison.OrdinalIgnoreCase) ? Path.GetFileNameWithoutExtension(path) : path;
        var mediaType = Path.GetExtension(plain).ToUpperInvariant() switch
        {
            ".NDJSON" or ".JSONL" => "application/x-ndjson",
            ".CSV" => "text/csv",
            _ => "application/octet-stream",
        };
        return new FileKind(mediaType, isGzip);
    }
}

internal sealed class SpreadsheetException : Exception;
