using System.Collections.Immutable;

namespace CreditGate.Domain.Intake.Columns;

/// <summary>The first record of a CSV file: which form the file has, and which column each cell belongs to.</summary>
public sealed class Header
{
    /// <summary>More columns than this are no table of records.</summary>
    public const int MostColumns = 300;

    private readonly ImmutableArray<Column> _needed;

    private Header(ColumnForm form, ImmutableArray<int> slots, ImmutableArray<string> unknown)
    {
        (Form, Slots, Unknown) = (form, slots, unknown);
        _needed = [.. slots.Where(static slot => slot >= 0).Select(slot => form.Columns[slot]).Where(static column => column.Need != CellNeed.Optional)];
    }

    public ColumnForm Form { get; }

    /// <summary>For each column of the file its place among the form's columns, or -1.</summary>
    public ImmutableArray<int> Slots { get; }

    /// <summary>Columns of the file that no form knows, without those that begin with an underscore: this service adds such columns to what it gives back.</summary>
    public ImmutableArray<string> Unknown { get; }

    /// <summary>Whether any form knows any of the names.</summary>
    public static bool Recognises(IReadOnlyList<string> names) => ColumnForm.All.Any(form => names.Any(name => form.SlotNamed(name) >= 0));

    /// <returns>A header, or the first fault of: too-many-columns, unknown-header, duplicate-column.</returns>
    public static (Header? Header, FieldFault? Fault) Read(IReadOnlyList<string> names)
    {
        if (names.Count > MostColumns)
        {
            return (null, ColumnFaults.TooManyColumns(names.Count, MostColumns));
        }

        if (!Recognises(names))
        {
            return (null, ColumnFaults.NoKnownColumn);
        }

        var form = ColumnForm.All.MaxBy(form => Fit(form, names))!;
        ImmutableArray<int> slots = [.. names.Select(form.SlotNamed)];
        if (slots.Index().Where(static at => at.Item >= 0).GroupBy(static at => at.Item).FirstOrDefault(static same => same.Count() > 1) is { } twice)
        {
            return (null, ColumnFaults.DuplicateColumn(form.Columns[twice.Key], [.. twice.Select(static at => at.Index + 1)]));
        }

        var missing = Missing(form, slots);
        return missing.IsEmpty ? (new Header(form, slots, UnknownOf(names, slots)), null) : (null, ColumnFaults.MissingColumns(form, missing));
    }

    /// <summary>Reads a row as far as it can be read, and says what is wrong with its cells; what is wrong with the record is for its reader to say.</summary>
    /// <param name="cells">In the order of the form's columns; null where the file has none.</param>
    /// <param name="list">List of rows that name none.</param>
    public (RecordRow Row, ImmutableArray<FieldFault> Faults) Row(string?[] cells, string? list)
    {
        var row = new RowCells(Form, cells);
        var read = Form.Read(row, list);
        row.Require(_needed, isPerson: read.Subject?.Person is not null);
        return (read, [.. row.Faults]);
    }

    /// <summary>Names shared by two forms decide nothing: columns that a file of the form must have count first.</summary>
    private static (int, int) Fit(ColumnForm form, IReadOnlyList<string> names)
    {
        var slots = names.Select(form.SlotNamed).Where(static slot => slot >= 0).Distinct().ToArray();
        return (slots.Count(slot => form.Columns[slot].Header == HeaderNeed.Must), slots.Length);
    }

    private static ImmutableArray<Column> Missing(ColumnForm form, ImmutableArray<int> slots)
    {
        var present = slots.Where(static slot => slot >= 0).Select(slot => form.Columns[slot]).ToHashSet();
        var missing = form.Columns.Where(column => column.Header == HeaderNeed.Must && !present.Contains(column));
        var subject = form.Columns.Where(static column => column.Header == HeaderNeed.Either);
        return [.. missing, .. subject.Any(present.Contains) ? [] : subject];
    }

    private static ImmutableArray<string> UnknownOf(IReadOnlyList<string> names, ImmutableArray<int> slots) =>
    [
        .. names.Where((name, index) => slots[index] < 0).Select(static name => name.Trim()).Where(static name => name is not ("" or ['_', ..])).Distinct(),
    ];
}
