using CreditGate.Actors.Pushes;
using CreditGate.Domain.Intake.Columns;

namespace CreditGate.Silo.Pushes.Files;

internal static class FileForms
{
    public static FileForm Of(ColumnForm form) =>
        form == ColumnForm.Permit ? FileForm.PermitCsv
        : form == ColumnForm.Penalty ? FileForm.PenaltyCsv
        : FileForm.ListCsv;
}
