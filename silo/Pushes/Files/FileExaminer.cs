using System.Collections.Immutable;
using CreditGate.Actors.Pushes;

namespace CreditGate.Silo.Pushes.Files;

/// <summary>Finds out what a file is and whether it can be read to its end. Bad rows are no matter here: each rejects itself later.</summary>
internal sealed class FileExaminer(Func<Stream> open, DeclaredFile declared)
{
    private const int MostRows = 5_000_000;

    /// <summary>Blank lines are no rows, but nobody needs so many.</summary>
    private const int MostLines = 50_000_000;

    /// <exception cref="UnusableFileException">The first thing that is wrong with the file as a whole.</exception>
    public async Task<FileFacts> Examine(CancellationToken cancellation)
    {
        var charset = Charsets.Declared(declared.Charset);
        var head = await FileHead.Read(open, declared.Gzip, cancellation);
        if (IsNdjson(head))
        {
            return charset is FileCharset.Gb18030 ? throw new UnusableFileException(FileFaults.NdjsonIsUtf8) : await Ndjson(head, cancellation);
        }

        return await Csv(head, charset, cancellation);
    }

    private bool IsNdjson(FileHead head) => declared.ContentType.ToLowerInvariant() switch
    {
        "application/x-ndjson" or "application/ndjson" or "application/jsonl" or "application/x-jsonlines" => true,
        "text/csv" => false,
        _ => head.FirstByte == '{',
    };

    private async Task<FileFacts> Ndjson(FileHead head, CancellationToken cancellation)
    {
        using var bytes = new FileBytes(open(), head.Gzip);
        var lines = new LineReader(bytes.Expanded);
        var rows = 0;
        while (await lines.Next(cancellation))
        {
            rows += lines.IsBlank ? 0 : 1;
            Limit(rows, lines.Line);
        }

        return rows > 0
            ? Facts(FileForm.Ndjson, FileCharset.Utf8, head, bytes, rows, [])
            : throw new UnusableFileException(FileFaults.Empty);
    }

    /// <summary>UTF-8 is tried first, because hardly any other text passes for it; GB18030 takes almost anything.</summary>
    private async Task<FileFacts> Csv(FileHead head, FileCharset? charset, CancellationToken cancellation)
    {
        WrongEncodingException first;
        try
        {
            return await Csv(head, FileCharset.Utf8, charset, cancellation);
        }
        catch (WrongEncodingException wrong)
        {
            first = wrong;
        }

        if (charset is FileCharset.Utf8 || head.HasUtf8Mark || first.IsBeyondDoubt)
        {
            throw new UnusableFileException(FileFaults.BadBytes("UTF-8", first.Line));
        }

        try
        {
            return await Csv(head, FileCharset.Gb18030, charset, cancellation);
        }
        catch (WrongEncodingException second)
        {
            throw new UnusableFileException(charset is null ? FileFaults.BadBytesInBoth(first.Line, second.Line) : FileFaults.BadBytes("GB18030", second.Line));
        }
    }

    private async Task<FileFacts> Csv(FileHead head, FileCharset charset, FileCharset? declaredCharset, CancellationToken cancellation)
    {
        using var bytes = new FileBytes(open(), head.Gzip);
        using var text = new TextSource(bytes.Expanded, charset);
        var records = new CsvRecords(text);
        var header = await CsvHeader.Read(records, cancellation) ?? throw new UnusableFileException(FileFaults.Empty);
        if (header.Header is null)
        {
            var unknown = declared.ContentType.Equals("text/csv", StringComparison.OrdinalIgnoreCase) || header.IsRecognised;
            throw unknown ? new UnusableFileException(header.Fault!) : new UnusableFileException(FileFaults.UnknownForm);
        }

        var rows = 0;
        while (await records.Next(cancellation))
        {
            rows += records.IsBlank ? 0 : 1;
            Limit(rows, records.Line);
        }

        return declaredCharset is FileCharset.Gb18030 && charset == FileCharset.Utf8 && text.HoldsMoreThanAscii
            ? throw new UnusableFileException(FileFaults.DeclaredGbIsUtf8)
            : Facts(FileForms.Of(header.Header.Form), charset, head, bytes, rows, header.Header.Unknown);
    }

    private static void Limit(int rows, int lines)
    {
        if (rows > MostRows || lines > MostLines)
        {
            throw new UnusableFileException(FileFaults.TooManyRows(MostRows));
        }
    }

    private static FileFacts Facts(FileForm form, FileCharset charset, FileHead head, FileBytes bytes, int rows, ImmutableArray<string> unknown) =>
        new(form, charset, head.Gzip, bytes.Sent.Count, bytes.Sent.Sha256(), rows, unknown);
}
