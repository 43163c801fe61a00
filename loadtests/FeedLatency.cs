using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using CreditGate.Domain.Identity;

namespace CreditGate.LoadTests;

/// <summary>How long a change takes to a waiting subscriber: from the moment its push is sent, and from the moment it is acknowledged, to its event.</summary>
internal static class FeedLatency
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Lists a fictional entity and lifts the listing again, so many times, one after the other.</summary>
    public static async Task<int> Run(Uri address, string keyFile, int count)
    {
        using var client = new HttpClient { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.Add("X-Api-Key", (await File.ReadAllTextAsync(keyFile)).Trim());
        var uscc = FictionalCodes.Entity(Random.Shared.Next(1, 9_000_000)).Value;
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/changes?after=now&list=L04") { Headers = { { "Accept", "text/event-stream" } } };
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync();
        await using var events = SseParser.Create(body).EnumerateAsync().GetAsyncEnumerator();
        await events.MoveNextAsync();       // the heartbeat that says: from here on

        var (fromSent, fromAcknowledged) = (new List<double>(count), new List<double>(count));
        for (var revision = 1; revision <= count; revision++)
        {
            var sent = Stopwatch.GetTimestamp();
            var arrival = Arrival(events, uscc);
            using var reply = await client.PostAsJsonAsync("/v1/records", Push(uscc, revision));
            reply.EnsureSuccessStatusCode();
            var acknowledged = Stopwatch.GetTimestamp();
            var arrived = await arrival.WaitAsync(Limit);
            fromSent.Add(Stopwatch.GetElapsedTime(sent, arrived).TotalMilliseconds);
            fromAcknowledged.Add(Math.Max(0, Stopwatch.GetElapsedTime(acknowledged, arrived).TotalMilliseconds));
        }

        Print("sent to arrived", fromSent);
        Print("acknowledged to arrived", fromAcknowledged);
        return 0;
    }

    private static async Task<long> Arrival(IAsyncEnumerator<SseItem<string>> events, string uscc)
    {
        while (await events.MoveNextAsync())
        {
            if (events.Current.EventType != "heartbeat" && JsonElement.Parse(events.Current.Data).GetProperty("subject").GetString() == uscc)
            {
                return Stopwatch.GetTimestamp();
            }
        }

        throw new IOException("The stream ended.");
    }

    private static object Push(string uscc, int revision) => new
    {
        rows = new[]
        {
            new
            {
                kind = "listEntry",
                subject = new { uscc },
                number = "示列延迟1号",
                revision,
                decidedOn = "2026-05-01",
                list = "L04",
                removal = revision % 2 == 0 ? new { on = "2026-05-02" } : null,
            },
        },
    };

    private static void Print(string what, List<double> milliseconds)
    {
        milliseconds.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: p50 {At(milliseconds, 0.5):F2} ms, p99 {At(milliseconds, 0.99):F2} ms, worst {milliseconds[^1]:F2} ms, of {milliseconds.Count}"));
    }

    private static double At(List<double> sorted, double part) => sorted[(int)Math.Min(sorted.Count - 1, part * sorted.Count)];
}
