using System.Runtime.CompilerServices;
using CreditGate.Actors.Pushes;

namespace CreditGate.Api.Pushes;

/// <summary>What a row held in columns that this service does not read.</summary>
/// <param name="Columns">By the header's names; empty cells are left out.</param>
internal sealed record ExtraRow(int Line, IReadOnlyDictionary<string, string> Columns);

/// <summary>Reads the unknown columns back from the upload, so nothing that a department sent is lost. Rows without any are left out.</summary>
internal sealed class ExtraColumns(PushLines lines)
{
    public async IAsyncEnumerable<ExtraRow> Of(PushJob job, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (job.File.UnknownColumns.IsEmpty)
        {
            yield break;
        }

        var csv = CsvText.Like("");
        (int Index, string Name)[] unknown = [];
        await foreach (var row in lines.Sent(job, cancellation))
        {
            if (row.IsHeader)
            {
                csv = CsvText.Like(row.Text);
                unknown = [.. csv.Cells(row.Text).Select(static (cell, index) => (index, cell.Trim('\uFEFF', ' '))).Where(cell => job.File.UnknownColumns.Contains(cell.Item2))];
            }
            else if (Held(csv.Cells(row.Text), unknown) is { Count: > 0 } held)
            {
                yield return new ExtraRow(row.Line, held);
            }
        }
    }

    private static Dictionary<string, string> Held(List<string> cells, (int Index, string Name)[] unknown) => unknown
        .Where(column => column.Index < cells.Count && cells[column.Index].Length > 0)
        .ToDictionary(static column => column.Name, column => cells[column.Index]);
}
