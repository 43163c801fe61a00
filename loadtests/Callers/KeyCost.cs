using System.Diagnostics;
using System.Globalization;
using CreditGate.LoadTests.OpenLoop;

namespace CreditGate.LoadTests.Callers;

/// <summary>Checks with a key beside checks that nobody is asked about, of one process, in turns.</summary>
internal static class KeyCost
{
    private const int Connections = 32;
    private static readonly string[] Matters = ["MT-A01", "MT-A03", "MT-C01", "MT-C02", "MT-D01", "MT-E01", "MT-G01", "MT-H01"];

    /// <param name="process">Of the service, a node without keys.</param>
    public static async Task Run(Uri address, string key, string[] codes, int process, int rounds, int seconds)
    {
        var (with, without) = (Lines(address, key, codes), Lines(address, null, codes));
        await Crowd.Closed(with, seconds);
        await Crowd.Closed(without, seconds);
        var ratios = new List<double>();
        for (var round = 1; round <= rounds; round++)
        {
            // Whoever comes second finds the other's receipts still being shipped, so they take turns in that too.
            var (first, second) = round % 2 == 0 ? (with, without) : (without, with);
            var (one, other) = (await Round(first, process, seconds), await Round(second, process, seconds));
            var (keyed, open) = round % 2 == 0 ? (one, other) : (other, one);
            ratios.Add(keyed.Rate / open.Rate);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"keys round {round}: with {keyed.Rate:F0}/s {keyed.Cpu:F1} us, without {open.Rate:F0}/s {open.Cpu:F1} us of the service's processors a check; throughput {keyed.Rate / open.Rate:F3}, processor {open.Cpu / keyed.Cpu:F3}; failed {keyed.Failed + open.Failed}"));
        }

        ratios.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"keys: median of throughput with / without {ratios[ratios.Count / 2]:F3} (at least 0.95 asked)"));
        foreach (var line in with.Concat(without))
        {
            line.Dispose();
        }
    }

    private static async Task<(double Rate, double Cpu, int Failed)> Round(CheckLine[] lines, int process, int seconds)
    {
        using var service = Process.GetProcessById(process);
        var before = service.TotalProcessorTime;
        var answers = await Crowd.Closed(lines, seconds);
        service.Refresh();
        return (answers.Answered / answers.Took.TotalSeconds, (service.TotalProcessorTime - before).TotalMicroseconds / answers.Answered, answers.Failed + (int)answers.Refused);
    }

    private static CheckLine[] Lines(Uri address, string? key, string[] codes)
    {
        var requests = codes.Select((code, index) => Request.Check(address, key, code, Matters[index % Matters.Length])).ToArray();
        return [.. Enumerable.Range(0, Connections).Select(_ => new CheckLine(address, requests))];
    }
}
