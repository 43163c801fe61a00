using System.Diagnostics;
using System.Threading.Channels;

namespace CreditGate.LoadTests.OpenLoop;

/// <summary>Many callers, each on a connection of its own, of whom nobody heeds Retry-After and nobody comes back. A check is timed from the instant at which it was sent.</summary>
internal static class Crowd
{
    // A caller that finds every connection busy for so long has gone.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(2);

    /// <summary>Each sends the next when it was answered.</summary>
    public static async Task<Answers> Closed(CheckLine[] lines, double seconds)
    {
        var answers = new Answers();
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(lines.Select((line, index) => Task.Run(async () =>
        {
            for (var number = index; Stopwatch.GetElapsedTime(started).TotalSeconds < seconds; number += lines.Length)
            {
                var sent = Stopwatch.GetTimestamp();
                answers.Add(await line.Send(number), Stopwatch.GetElapsedTime(sent));
            }
        })));
        answers.Took = Stopwatch.GetElapsedTime(started);
        return answers;
    }

    /// <summary>They come at a steady rate, whatever the answers take, on as many connections as that needs, up to those given. Who finds none free in time is never sent.</summary>
    public static async Task<Answers> Open(CheckLine[] lines, int rate, int seconds)
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
        answers.Came = Stopwatch.GetElapsedTime(started);
        await Task.WhenAll(callers);
        answers.Took = Stopwatch.GetElapsedTime(started);
        return answers;
    }
}
