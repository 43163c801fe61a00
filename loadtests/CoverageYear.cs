using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Coverage;
using CreditGate.Silo.Storage.Sqlite;

namespace CreditGate.LoadTests;

/// <summary>A year of coverage as a city's departments leave it, each checking for every matter, and how long it takes to ask for it.</summary>
/// <remarks>The counts are entered as they stand at the year's end, not grown receipt by receipt: what is asked for reads nothing else.</remarks>
internal static class CoverageYear
{
    private const int Months = 12;
    private const int FirstYear = 2025;

    /// <summary>Shares of the answers, in thousandths: most are for a case that is reported, and most of those in time.</summary>
    private static readonly (CoverageMeasure Measure, int Share)[] Shares =
    [
        (CoverageMeasure.Answers, 1_000), (CoverageMeasure.CasesInTime, 700), (CoverageMeasure.CasesExpired, 20), (CoverageMeasure.CasesLate, 30), (CoverageMeasure.CasesNever, 50),
        (CoverageMeasure.AdviceDue, 20), (CoverageMeasure.AdviceOverdue, 10), (CoverageMeasure.AdviceConsistent, 300), (CoverageMeasure.AdviceReasoned, 15), (CoverageMeasure.AdviceLate, 10),
    ];

    /// <summary>Enters the counts of so many receipts into a ledger that no service runs on.</summary>
    public static int Fill(string ledger, long receipts)
    {
        var edition = CatalogueLoader.Load().Editions[^1];
        string[] departments = [.. edition.Departments.Keys.Order(StringComparer.Ordinal)];
        string[] matters = [.. edition.Matters.Keys.Order(StringComparer.Ordinal)];
        var cells = (from month in Enumerable.Range(0, Months) from department in departments from matter in matters select ((FirstYear * 100) + 1 + month, department, matter)).ToArray();
        using var connection = SqliteFile.OpenWriter(ledger, 40, 20_000);
        using var begin = new Statement(connection, "BEGIN IMMEDIATE");
        using var commit = new Statement(connection, "COMMIT");
        using var enter = new Statement(connection, "INSERT INTO coverage_count (month, department, matter, measure, count) VALUES (?1, ?2, ?3, ?4, ?5)");
        begin.Run();
        for (var cell = 0; cell < cells.Length; cell++)
        {
            var (month, department, matter) = cells[cell];
            var answers = (receipts / cells.Length) + (cell < receipts % cells.Length ? 1 : 0);
            foreach (var (measure, share) in Shares)
            {
                enter.Bind(1, month).Bind(2, department).Bind(3, matter).Bind(4, measure.ToString()).Bind(5, answers * share / 1_000).Run();
            }
        }

        commit.Run();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{receipts} receipts of {Months} months, {departments.Length} departments and {matters.Length} matters: {cells.Length * Shares.Length} counts"));
        return 0;
    }

    /// <summary>Ends with 1 when the year does not add up to the receipts.</summary>
    public static async Task<int> Ask(Uri address, string keyFile, long receipts)
    {
        using var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Add("X-Api-Key", (await File.ReadAllTextAsync(keyFile)).Trim());
        var year = $"/v1/coverage?from={FirstYear}-01&to={FirstYear}-12";
        var whole = await client.GetFromJsonOf($"{year}&by=month");
        var answers = whole.GetProperty("total").GetProperty("answers").GetInt64();
        if (answers != receipts || whole.GetProperty("rows").GetArrayLength() != Months)
        {
            Console.Error.WriteLine($"The year has {answers} answers, not {receipts}.");
            return 1;
        }

        foreach (var (name, query, asked) in ((string, string, int)[])[("by month", "&by=month", 100), ("by month and department", "&by=month&by=department", 100), ("by month, department and matter", "", 20)])
        {
            var times = new List<double>(asked);
            long bytes = 0;
            for (var ask = 0; ask < asked; ask++)
            {
                var started = Stopwatch.GetTimestamp();
                bytes = (await client.GetByteArrayAsync(new Uri(year + query, UriKind.Relative))).LongLength;
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }

            times.Sort();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: p50 {times[asked / 2]:F1} ms, p99 {times[asked * 99 / 100]:F1} ms, longest {times[^1]:F1} ms; {bytes} bytes"));
        }

        return 0;
    }

    private static async Task<JsonElement> GetFromJsonOf(this HttpClient client, string path) =>
        JsonSerializer.Deserialize<JsonElement>(await client.GetStringAsync(new Uri(path, UriKind.Relative)));
}
