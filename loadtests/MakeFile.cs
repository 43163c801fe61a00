using System.Diagnostics;
using System.Globalization;
using CreditGate.Domain.Calendars;
using CreditGate.LoadTests.Rows;

namespace CreditGate.LoadTests;

/// <summary>Writes a file of invented rows and the faults that a push of it must report.</summary>
internal static class MakeFile
{
    public static int Run(string output, int rows, string[] rest)
    {
        var spec = SpecOf(rows, new Arguments(rest, "", "--faults --form --subjects --seed --today"));
        var started = Stopwatch.GetTimestamp();
        using var file = File.Create(output);
        using var expected = File.Create(output + ".expected");
        var faulty = RowFile.Write(spec, file, expected);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        Console.WriteLine($"{rows} rows of {spec.Subjects} subjects, {faulty} faulty, {file.Length} bytes, {seconds:F2} s, {rows / seconds:F0} rows/s");
        return 0;
    }

    private static RowSpec SpecOf(int rows, Arguments arguments) => new()
    {
        Rows = rows,
        FaultPercent = arguments.Number("--faults") ?? 0,
        Form = arguments.Value("--form") switch
        {
            null or "ndjson" => RowForm.Ndjson,
            "penalty-csv" => RowForm.PenaltyCsv,
            var other => throw new ArgumentException($"{other} is not a form: ndjson or penalty-csv."),
        },
        Subjects = arguments.Count("--subjects") ?? Math.Max(1, rows / 3),
        Seed = (ulong)(arguments.Count("--seed") ?? 1),
        Today = arguments.Value("--today") is { } today
            ? DateOnly.ParseExact(today, "yyyy-MM-dd", CultureInfo.InvariantCulture)
            : LegalTime.DateOf(TimeProvider.System.GetUtcNow()),
    };
}
