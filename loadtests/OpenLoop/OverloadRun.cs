using System.Text;

namespace CreditGate.LoadTests.OpenLoop;

/// <summary>Finds what the service can do, offers it one, two and five times as much, then a little less, and tells what callers met.</summary>
internal static class OverloadRun
{
    private const int Lines = 4_000;
    private const int CapacityLines = 64;
    private static readonly string[] Matters = ["MT-A01", "MT-A03", "MT-C01", "MT-C02", "MT-D01", "MT-E01", "MT-G01", "MT-H01"];

    public static async Task<int> Run(Uri address, string keyFile, string codesFile, int seconds)
    {
        var requests = Requests(address, (await File.ReadAllTextAsync(keyFile)).Trim(), await File.ReadAllLinesAsync(codesFile));
        var lines = Enumerable.Range(0, Lines).Select(_ => new CheckLine(address, requests)).ToArray();
        await Crowd.Closed(lines[..CapacityLines], seconds);
        var capacity = await Crowd.Closed(lines[..CapacityLines], seconds);
        Console.WriteLine($"capacity {CapacityLines} connections, each sends when it was answered: {capacity.Told}");
        var most = capacity.Answered / capacity.Took.TotalSeconds;
        foreach (var (times, note) in ((double, string)[])[(0.7, ", connections new"), (0.7, ""), (1, ""), (2, ""), (5, "")])
        {
            Console.WriteLine($"{times}x{note}    offered/s={most * times:F0} {(await Crowd.Open(lines, (int)(most * times), seconds)).Told}");
        }

        for (var second = 1; second <= seconds; second++)
        {
            Console.WriteLine($"after second {second}: offered/s={most * 0.7:F0} {(await Crowd.Open(lines, (int)(most * 0.7), 1)).Told}");
        }

        Array.ForEach(lines, static line => line.Dispose());
        return 0;
    }

    private static byte[][] Requests(Uri address, string key, string[] codes) => [.. codes.Select((code, index) =>
    {
        var body = $$"""{"subject":{"uscc":"{{code}}"},"matter":"{{Matters[index % Matters.Length]}}"}""";
        return Encoding.ASCII.GetBytes(
            $"POST /v1/checks HTTP/1.1\r\nHost: {address.Authority}\r\nX-Api-Key: {key}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    })];
}
