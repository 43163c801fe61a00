using System.Text.Json;
using CreditGate.Api.Tests.Hosting;
using CreditGate.LoadTests.Rows;

namespace CreditGate.Api.Tests.Pushes;

/// <summary>A file of invented rows with 1 % faults of twelve kinds, and what is to be said of each.</summary>
internal sealed record PlantedFile(RowSpec Spec, string Path, int Faulty)
{
    public string Expected => Path + ".expected";

    public int Good => Spec.Rows - Faulty;

    public IEnumerable<PlannedRow> Rows => Enumerable.Range(0, Spec.Rows).Select(index => PlannedRow.Of(Spec, index));

    public static PlantedFile Write(string directory, RowForm form, int rows)
    {
        var spec = new RowSpec { Rows = rows, FaultPercent = 1, Form = form, Subjects = (rows / 3) + 1, Today = Days.Today };
        var path = System.IO.Path.Combine(directory, form == RowForm.Ndjson ? "rows.ndjson" : "rows.csv");
        using var content = File.Create(path);
        using var expected = File.Create(path + ".expected");
        return new PlantedFile(spec, path, RowFile.Write(spec, content, expected));
    }

    /// <summary>Line, field and code of each planted fault, in the order of the lines.</summary>
    public IEnumerable<LineFault> ExpectedFaults() => File.ReadLines(Expected).Select(static line =>
    {
        using var fault = JsonDocument.Parse(line);
        return new LineFault(fault.RootElement.GetProperty("line").GetInt32(), fault.RootElement.Text("field")!, fault.RootElement.Text("code")!);
    });
}

/// <summary>A fault of a row as a rejects file tells it; of several, all in one.</summary>
internal sealed record LineFault(int Line, string Field, string Code)
{
    public static IEnumerable<LineFault> InRejects(string path) => System.IO.Path.GetExtension(path) == ".csv" ? InCsv(path) : InNdjson(path);

    private static IEnumerable<LineFault> InNdjson(string path) => File.ReadLines(path).Select(static line =>
    {
        using var row = JsonDocument.Parse(line);
        var rejected = row.RootElement.GetProperty("_rejected");
        var faults = rejected.GetProperty("faults").EnumerateArray().ToArray();
        return new LineFault(
            rejected.GetProperty("line").GetInt32(),
            string.Join(" | ", faults.Select(static fault => fault.Text("field"))),
            string.Join(" | ", faults.Select(static fault => fault.Text("code"))));
    });

    /// <summary>The three columns in front hold no quotes: line, field, code.</summary>
    private static IEnumerable<LineFault> InCsv(string path) => File.ReadLines(path).Skip(1).Select(static line =>
    {
        var cells = line.Split(',', 4);
        return new LineFault(int.Parse(cells[0], System.Globalization.CultureInfo.InvariantCulture), cells[1].Trim('"'), cells[2].Trim('"'));
    });
}
