using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Cases;

/// <summary>An objection accepted in the middle of 200 checks a second, and more, on its subject (INV-02), over HTTP.</summary>
[Collection("races")]
public sealed class ObjectionRaceTests(SharedGate shared)
{
    private const int Singles = 8;
    private const int Batches = 2;
    private const int BatchSize = 25;
    private const int LeastPerSecond = 200;

    /// <summary>Of each caller.</summary>
    private static int RequestsAfter => Environment.GetEnvironmentVariable("CREDITGATE_FULL") is null ? 30 : 2_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task EveryCheckThatStartsAfterTheAcknowledgement_ShowsTheSuspension_InBatchesToo(int round)
    {
        var (uscc, window) = (Invented.Entity(), await shared.Gate.As("D12"));
        await (await shared.Gate.As("D22")).Push(Rows.WageDefaulter(uscc, $"示列{round}号"));
        var race = new Race(window, uscc);
        var callers = Enumerable.Range(0, Singles).Select(_ => race.Single()).Concat(Enumerable.Range(0, Batches).Select(_ => race.Batch())).ToArray();
        await race.UnderWay.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        race.Sent();
        var objection = await window.Post(CaseCalls.Objections, CaseCalls.ObjectionTo(uscc, $"示列{round}号"));
        race.Acknowledged();
        await Task.WhenAll(callers);
        TestContext.Current.TestOutputHelper?.WriteLine($"{race.PerSecond:0} checks a second, {race.During} answered while the objection was, {race.After.Count} begun afterwards.");

        Assert.True(race.PerSecond >= LeastPerSecond, $"Only {race.PerSecond:0} checks a second ran on the subject.");
        Assert.True(race.During >= Singles + Batches, $"Only {race.During} requests were under way while the objection was accepted.");
        Assert.Contains(race.Before, static answer => answer.Outcome == "refuse");
        Assert.True(race.After.Count >= (Singles * RequestsAfter) + (Batches * RequestsAfter * BatchSize), $"Only {race.After.Count} checks started after the acknowledgement.");
        Assert.All(race.After, answer => Assert.Equal(("proceed", objection.Text("id")), answer));
    }

    private sealed class Race(HttpClient client, string uscc)
    {
        private readonly TaskCompletionSource _underWay = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly long _started = Stopwatch.GetTimestamp();
        private long _sent = long.MaxValue;
        private long _acknowledged = long.MaxValue;
        private long _last;
        private int _during;

        /// <summary>Completes when every caller has been answered for a while.</summary>
        public Task UnderWay => _underWay.Task;

        public ConcurrentBag<(string? Outcome, string? Suspended)> Before { get; } = [];

        public ConcurrentBag<(string? Outcome, string? Suspended)> After { get; } = [];

        /// <summary>Requests that were under way at some time while the objection was.</summary>
        public int During => _during;

        /// <summary>From the first to the last answer, before, while and after the objection was accepted.</summary>
        public double PerSecond => (Before.Count + After.Count) / Stopwatch.GetElapsedTime(_started, _last).TotalSeconds;

        public void Sent() => Volatile.Write(ref _sent, Stopwatch.GetTimestamp());

        public void Acknowledged() => Volatile.Write(ref _acknowledged, Stopwatch.GetTimestamp());

        public Task Single() => Go(async () => [await client.Check(Calls.CheckOf(uscc))]);

        public Task Batch() => Go(async () =>
        {
            var body = new JsonObject { ["items"] = new JsonArray([.. Enumerable.Range(0, BatchSize).Select(_ => (JsonNode)Calls.CheckOf(uscc))]) };
            return (await client.Post("/v1/checks/batch", body)).GetProperty("items").EnumerateArray().Select(static item => item.GetProperty("answer"));
        });

        private async Task Go(Func<Task<IEnumerable<JsonElement>>> ask)
        {
            for (var after = 0; after < RequestsAfter;)
            {
                var started = Stopwatch.GetTimestamp();
                var answers = await ask();
                var isAfter = started > Volatile.Read(ref _acknowledged);
                if (!isAfter && Stopwatch.GetTimestamp() > Volatile.Read(ref _sent))
                {
                    Interlocked.Increment(ref _during);
                }

                foreach (var answer in answers)
                {
                    (isAfter ? After : Before).Add((answer.Text("outcome"), answer.Each("suspended", "reference").FirstOrDefault()));
                }

                Volatile.Write(ref _last, Stopwatch.GetTimestamp());
                after += isAfter ? 1 : 0;
                if (Before.Count >= Singles * RequestsAfter)
                {
                    _underWay.TrySetResult();
                }
            }
        }
    }
}
