using CreditGate.Domain.Intake;
using CreditGate.Domain.Intake.Columns;

namespace CreditGate.Silo.Pushes.Files;

/// <summary>The header of a CSV file: its first record that is not blank.</summary>
/// <param name="Header">Null when there is a fault.</param>
/// <param name="IsRecognised">Whether it looks like a header of any form.</param>
internal sealed record CsvHeader(Header? Header, FieldFault? Fault, bool IsRecognised)
{
    /// <returns>Null when the file has no record.</returns>
    public static async ValueTask<CsvHeader?> Read(CsvRecords records, CancellationToken cancellation)
    {
        do
        {
            if (!await records.Next(cancellation))
            {
                return null;
            }
        }
        while (records.IsBlank);

        if (records.IsTooLong)
        {
            return new CsvHeader(null, new FieldFault("file", FileFaults.HeaderTooLong), IsRecognised: true);
        }

        var names = Enumerable.Range(0, records.Cells.Count).Select(records.Cell).ToArray();
        var (header, fault) = Header.Read(names);
        return new CsvHeader(header, fault, names.Length > Header.MostColumns || Header.Recognises(names));
    }
}
