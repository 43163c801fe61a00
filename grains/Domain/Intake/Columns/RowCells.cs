using System.Collections.Immutable;

namespace CreditGate.Domain.Intake.Columns;

/// <summary>The cells of one row by the codes of their columns, and what is wrong with them.</summary>
internal sealed class RowCells(ColumnForm form, string?[] cells)
{
    private readonly List<FieldFault> _faults = [];

    public IReadOnlyList<FieldFault> Faults => _faults;

    /// <summary>Trimmed; null when empty or when the file has no such column.</summary>
    public string? this[string code] => cells[form.SlotOf(code)] is { } cell && cell.AsSpan().Trim() is { IsEmpty: false } text
        ? text.Length == cell.Length ? cell : text.ToString()
        : null;

    public void Fail(string code, Fault fault) => _faults.Add(new FieldFault(code, fault));

    public void Miss(string code)
    {
        if (!_faults.Any(fault => fault.Field == code))
        {
            Fail(code, ColumnFaults.MissingCell(form.Columns[form.SlotOf(code)]));
        }
    }

    /// <summary>A date as records write it; what is none stays as it is, to be refused by whoever reads the record.</summary>
    public string? Date(string code) => this[code] is { } text ? CellDates.Normal(text) : null;

    /// <summary>The last day of a term; null when the cell says that there is none.</summary>
    public string? LastDay(string code) => this[code] is { } text && !CellDates.IsForever(text) ? CellDates.Normal(text) : null;

    public void Require(ImmutableArray<Column> needed, bool isPerson)
    {
        foreach (var column in needed)
        {
            if (this[column.Code] is null && column.Need is var need && (need == CellNeed.Always || need == (isPerson ? CellNeed.Person : CellNeed.Entity)))
            {
                Miss(column.Code);
            }
        }
    }
}
