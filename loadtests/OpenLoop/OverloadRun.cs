using System.Diagnostics;
using System.Text;
using System.Threading.Channels;

namespace CreditGate.LoadTests.OpenLoop;

/// <summary>Finds what the service can do, offers it one, two and five times as much, then a little less, and tells what callers met.</summary>
/// <remarks>
/// Callers come at a steady rate whatever the answers take, on as many connections as it needs up to a limit. A check is timed from the
/// instant at which it was sent; one that found no connection free in time was never sent. Nobody heeds Retry-After, nobody comes back.
/// </remarks>
internal static class OverloadRun
{
    private const int Lines = 4_000;
    private const int CapacityLines = 64;
    // A caller that finds every connection busy for so long has gone.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(2);
    private static readonly string[] Matters = ["MT-A01", "MT-A03", "MT-C01", "MT-C02", "MT-D01", "MT-E01", "MT-G01", "MT-H01"];

    public static async Task<int> Run(Uri address, string keyFile, string codesFile, int seconds)
    {
        var requests = Requests(address, (await File.ReadAllTextAsync(keyFile)).Trim(), await File.ReadAllLinesAsync(codesFile));
        var lines = Enumerable.Range(0, Lines).Select(_ => new CheckLine(address, requests)).ToArray();
        await Closed(lines, seconds);
        var capacity = await Closed(lines, seconds);
        Console.WriteLine($"capacity {CapacityLines} connections, each sends when it was answered: {capacity.Told}");
        var most = capacity.Answered / capacity.Took.TotalSeconds;
        foreach (var times in (double[])[0.7, 1, 2, 5])
        {
            Console.WriteLine($"{times}x    offered/s={most * times:F0} {(await Open(lines, (int)(most * times), seconds)).Told}");
        }

        for (var second = 1; second <= seconds; second++)
        {
            Console.WriteLine($"after second {second}: offered/s={most * 0.7:F0} {(await Open(lines, (int)(most * 0.7), 1)).Told}");
        }

        Array.ForEach(lines, static line => line.Dispose());
        return 0;
    }

    private static async Task<Answers> Closed(CheckLine[] lines, int seconds)
    {
        var answers = new Answers();
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(lines.Take(CapacityLines).Select((line, index) => Task.Run(async () =>
        {
            for (var number = index; Stopwatch.GetElapsedTime(started).TotalSeconds < seconds; number += CapacityLines)
            {
                var sent = Stopwatch.GetTimestamp();
                answers.Add(await line.Send(number), Stopwatch.GetElapsedTime(sent));
            }
        })));
        answers.Took = Stopwatch.GetElapsedTime(started);
        return answers;
    }

    private static async Task<Answers> Open(CheckLine[] lines, int rate, int seconds)
    {
        var (answers, due) = (new Answers(), Channel.CreateUnbounded<(int Number, long At)>(new UnboundedChannelOptions { SingleWriter = true }));
        var callers = lines.Select(line => Task.Run(async () =>
        {
            await foreach (var (number, at) in due.Reader.ReadAllAsync())
            {
                if (Stopwatch.GetElapsedTime(at) > Patience)
                {
                    answers.Gone();
                    continue;
                }

                var sent = Stopwatch.GetTimestamp();
                answers.Add(await line.Send(number), Stopwatch.GetElapsedTime(sent));
            }
        })).ToArray();
        var started = Stopwatch.GetTimestamp();
        using var slices = new PeriodicTimer(Slice);
        for (var number = 0; number < rate * seconds && await slices.WaitForNextTickAsync();)
        {
            for (var come = Math.Min(rate * seconds, (int)(Stopwatch.GetElapsedTime(started).TotalSeconds * rate)); number < come; number++)
            {
                due.Writer.TryWrite((number, started + (long)(number * (double)Stopwatch.Frequency / rate)));
            }
        }

        due.Writer.Complete();
        await Task.WhenAll(callers);
        answers.Took = Stopwatch.GetElapsedTime(started);
        return answers;
    }

    private static byte[][] Requests(Uri address, string key, string[] codes) => [.. codes.Select((code, index) =>
    {
        var body = $$"""{"subject":{"uscc":"{{code}}"},"matter":"{{Matters[index % Matters.Length]}}"}""";
        return Encoding.ASCII.GetBytes(
            $"POST /v1/checks HTTP/1.1\r\nHost: {address.Authority}\r\nX-Api-Key: {key}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    })];
}
