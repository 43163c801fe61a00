using System.Globalization;
using System.Text;
using CreditGate.Api.Problems;
using CreditGate.Domain;

namespace CreditGate.Api.Pushes;

/// <summary>Rejected rows of a CSV file: as they were sent, with four columns in front that say why. Corrected, the file can be pushed as it is.</summary>
internal static class CsvRejects
{
    private const string LineEnd = "\r\n";
    private static readonly string[] Columns = ["_line", "_field", "_code", "_message"];

    /// <summary>UTF-8 with a byte order mark, whatever the file came in: so spreadsheets read it.</summary>
    public static async Task Write(IAsyncEnumerable<RejectedRow> rows, Stream output, Language language, CancellationToken cancellation)
    {
        await using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = LineEnd };
        var shape = (Csv: CsvText.Like(""), Ours: Array.Empty<int>());
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            if (row.Sent.IsHeader)
            {
                shape = ShapeOf(row.Sent.Text);
            }

            var told = row.Sent.IsHeader ? Columns : Told(row, language);
            await writer.WriteLineAsync(shape.Csv.Before(told, Without(row.Sent.Text, shape.Csv, shape.Ours)).AsMemory(), cancellation);
        }
    }

    /// <summary>Which of the columns are ours: a rejects file that was pushed again has them already.</summary>
    private static (CsvText Csv, int[] Ours) ShapeOf(string header)
    {
        var csv = CsvText.Like(header);
        var cells = csv.Cells(header);
        return (csv, [.. Enumerable.Range(0, cells.Count).Where(index => Columns.Contains(cells[index].Trim('\uFEFF', ' ')))]);
    }

    private static string Without(string record, CsvText csv, int[] columns) =>
        columns.Length == 0 ? record : csv.Record(csv.Cells(record).Where((_, index) => !columns.Contains(index)));

    private static string[] Told(RejectedRow row, Language language)
    {
        var faults = FaultBody.From(row.Faults, language);
        return
        [
            row.Sent.Line.ToString(CultureInfo.InvariantCulture),
            string.Join(" | ", faults.Select(static fault => fault.Field)),
            string.Join(" | ", faults.Select(static fault => fault.Code)),
            string.Join(" | ", faults.Select(static fault => fault.Message)),
        ];
    }
}
