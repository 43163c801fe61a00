using CreditGate.Actors.Pushes;
using CreditGate.Domain;
using CreditGate.Domain.Intake;
using CreditGate.Domain.Intake.Columns;

namespace CreditGate.Silo.Pushes.Files;

/// <summary>From records of a CSV file to rows of a push.</summary>
internal sealed class CsvRows(Header header, string? list)
{
    private readonly string?[] _cells = new string?[header.Form.Columns.Length];

    public FileRow Read(CsvRecords record)
    {
        if (record.IsTooLong)
        {
            return Faulty(record, "", FileFaults.RowTooLong);
        }

        if (record.StrayQuote >= 0)
        {
            return Faulty(record, ColumnAt(record.StrayQuote), FileFaults.StrayQuote);
        }

        for (var index = header.Slots.Length; index < record.Cells.Count; index++)
        {
            if (!string.IsNullOrWhiteSpace(record.Cell(index)))
            {
                return Faulty(record, "", FileFaults.TooManyCells(record.Cells.Count, header.Slots.Length));
            }
        }

        Fill(record);
        var (row, faults) = header.Row(_cells, list);
        return new FileRow(record.Line, row, faults);
    }

    private void Fill(CsvRecords record)
    {
        Array.Clear(_cells);
        for (var index = 0; index < Math.Min(header.Slots.Length, record.Cells.Count); index++)
        {
            if (header.Slots[index] is >= 0 and var slot)
            {
                _cells[slot] = record.Cell(index);
            }
        }
    }

    private string ColumnAt(int index) =>
        index < header.Slots.Length && header.Slots[index] is >= 0 and var slot ? header.Form.Columns[slot].Code : "";

    private static FileRow Faulty(CsvRecords record, string field, Fault fault) => new(record.Line, null, [new FieldFault(field, fault)]);
}
