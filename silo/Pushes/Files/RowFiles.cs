using System.Runtime.CompilerServices;
using System.Text;
using CreditGate.Actors.Pushes;
using CreditGate.Domain.Intake;
using Microsoft.Extensions.DependencyInjection;

namespace CreditGate.Silo.Pushes.Files;

/// <summary>Files of rows in NDJSON and CSV.</summary>
internal sealed class RowFiles : IRowFiles
{
    public async Task<FileExamination> Examine(Func<Stream> open, DeclaredFile declared, CancellationToken cancellation = default)
    {
        try
        {
            return new FileExamination(await new FileExaminer(open, declared).Examine(cancellation), null);
        }
        catch (UnusableFileException unusable)
        {
            return new FileExamination(null, unusable.Fault);
        }
    }

    public IAsyncEnumerable<FileRow> Read(Stream upload, FileFacts facts, string? list, int afterLine, CancellationToken cancellation = default) =>
        AsExamined(facts.Form == FileForm.Ndjson ? ReadNdjson(upload, facts, afterLine, cancellation) : ReadCsv(upload, facts, list, afterLine, cancellation));

    public IAsyncEnumerable<SentRow> Sent(Stream upload, FileFacts facts, CancellationToken cancellation = default) =>
        AsExamined(facts.Form == FileForm.Ndjson ? SentNdjson(upload, facts, cancellation) : SentCsv(upload, facts, cancellation));

    private static async IAsyncEnumerable<FileRow> ReadNdjson(
        Stream upload, FileFacts facts, int afterLine, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var bytes = Expanded(upload, facts);
        var lines = new LineReader(bytes);
        while (await lines.Next(cancellation))
        {
            if (lines.Line > afterLine && !lines.IsBlank)
            {
                var (row, faults) = lines.IsTooLong ? (null, [new FieldFault("", FileFaults.RowTooLong)]) : RowJson.Read(lines.Text);
                yield return new FileRow(lines.Line, row, faults);
            }
        }
    }

    private static async IAsyncEnumerable<FileRow> ReadCsv(
        Stream upload, FileFacts facts, string? list, int afterLine, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var bytes = Expanded(upload, facts);
        using var text = new TextSource(bytes, facts.Charset);
        var records = new CsvRecords(text);
        var header = (await CsvHeader.Read(records, cancellation))?.Header ?? throw NotAsExamined();
        var rows = new CsvRows(header, list);
        while (await records.Next(cancellation))
        {
            if (records.Line > afterLine && !records.IsBlank)
            {
                yield return rows.Read(records);
            }
        }
    }

    private static async IAsyncEnumerable<SentRow> SentNdjson(Stream upload, FileFacts facts, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var bytes = Expanded(upload, facts);
        var lines = new LineReader(bytes);
        while (await lines.Next(cancellation))
        {
            if (!lines.IsBlank)
            {
                yield return new SentRow(lines.Line, Encoding.UTF8.GetString(lines.Text.Span), IsHeader: false);
            }
        }
    }

    private static async IAsyncEnumerable<SentRow> SentCsv(Stream upload, FileFacts facts, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var bytes = Expanded(upload, facts);
        using var text = new TextSource(bytes, facts.Charset);
        var records = new CsvRecords(text);
        var isHeader = true;
        while (await records.Next(cancellation))
        {
            if (!records.IsBlank)
            {
                yield return new SentRow(records.Line, records.Text.ToString(), isHeader);
                isHeader = false;
            }
        }
    }

    private static Stream Expanded(Stream upload, FileFacts facts) => facts.Gzip ? new GzipBytes(upload) : upload;

    /// <summary>What was examined has no such fault: if it has one now, it is not what was examined.</summary>
    private static async IAsyncEnumerable<T> AsExamined<T>(IAsyncEnumerable<T> rows)
    {
        await using var row = rows.GetAsyncEnumerator();
        while (true)
        {
            try
            {
                if (!await row.MoveNextAsync())
                {
                    yield break;
                }
            }
            catch (Exception fault) when (fault is UnusableFileException or WrongEncodingException)
            {
                throw new InvalidDataException("The upload is not the one that was examined.", fault);
            }

            yield return row.Current;
        }
    }

    private static UnusableFileException NotAsExamined() => new(FileFaults.UnknownForm);
}

public static class RowFileServices
{
    public static IServiceCollection AddRowFiles(this IServiceCollection services) => services.AddSingleton<IRowFiles, RowFiles>();
}
