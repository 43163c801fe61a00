using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Cases;

/// <summary>An objection accepted in the middle of checks on its subject (INV-02), over HTTP.</summary>
public sealed class ObjectionRaceTests(SharedGate shared)
{
    private const int Singles = 8;
    private const int Batches = 2;
    private const int BatchSize = 25;
    private const int RequestsAfter = 30;       // of each caller

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

        var objection = await window.Post(CaseCalls.Objections, CaseCalls.ObjectionTo(uscc, $"示列{round}号"));
        race.Acknowledged();
        await Task.WhenAll(callers);

        Assert.Contains(race.Before, static answer => answer.Outcome == "refuse");
        Assert.True(race.After.Count >= (Singles * RequestsAfter) + (Batches * RequestsAfter * BatchSize), $"Only {race.After.Count} checks started after the acknowledgement.");
        Assert.All(race.After, answer => Assert.Equal(("proceed", objection.Text("id")), answer));
    }

    private sealed class Race(HttpClient client, string uscc)
    {
        private readonly TaskCompletionSource _underWay = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private long _acknowledged = long.MaxValue;

        /// <summary>Completes when every caller has been answered for a while.</summary>
        public Task UnderWay => _underWay.Task;

        public ConcurrentBag<(string? Outcome, string? Suspended)> Before { get; } = [];

        public ConcurrentBag<(string? Outcome, string? Suspended)> After { get; } = [];

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
                foreach (var answer in answers)
                {
                    (isAfter ? After : Before).Add((answer.Text("outcome"), answer.Each("suspended", "reference").FirstOrDefault()));
                }

                after += isAfter ? 1 : 0;
                if (Before.Count >= Singles * RequestsAfter)
                {
                    _underWay.TrySetResult();
                }
            }
        }
    }
}
