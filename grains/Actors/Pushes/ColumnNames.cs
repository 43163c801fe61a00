using CreditGate.Domain;
using CreditGate.Domain.Intake;
using CreditGate.Domain.Intake.Columns;

namespace CreditGate.Actors.Pushes;

/// <summary>Puts faults of records into the words of the file that they came in.</summary>
public static class ColumnNames
{
    /// <summary>Code of the column that a field of <see cref="RecordRow"/> was read from, such as <c>CF_JDRQ</c>; the field itself when it has none, as in NDJSON.</summary>
    public static string For(FileForm form, string field) => ColumnOf(form, field)?.Code ?? field;

    /// <summary>The fault with the column as its field, and the column's Chinese name before its text.</summary>
    public static FieldFault Of(FileForm form, FieldFault fault) => ColumnOf(form, fault.Field) is { } column
        ? new FieldFault(column.Code, fault.Fault with { Text = new LocalText($"{column.Zh}：{fault.Fault.Text.Zh}", $"{column.Zh}: {fault.Fault.Text.En}") })
        : fault;

    private static Column? ColumnOf(FileForm form, string field) => form switch
    {
        FileForm.PermitCsv => ColumnForm.Permit.ColumnOf(field),
        FileForm.PenaltyCsv => ColumnForm.Penalty.ColumnOf(field),
        FileForm.ListCsv => ColumnForm.List.ColumnOf(field),
        _ => null,
    };
}
