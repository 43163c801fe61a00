using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Cases;

/// <summary>A repair is granted while a batch of 10,000 runs: no answer mixes, and what starts after the acknowledgement is clean.</summary>
[Collection("races")]
public sealed class RepairRaceTests(SharedGate shared)
{
    private const int Items = 10_000;
    private const int Begun = 500;
    private const int Rounds = 5;

    [Fact]
    public async Task BatchOf10000_AnswersFromBeforeOrAfterTheRepair_NeverFromBoth()
    {
        // What other tests decide counts as begun too: then the repair may come before the batch, and that round is no race.
        for (var round = 0; round < Rounds; round++)
        {
            if (await RepairCameInTheMiddle())
            {
                return;
            }
        }

        Assert.Fail($"In {Rounds} rounds no repair came in the middle of a batch.");
    }

    private async Task<bool> RepairCameInTheMiddle()
    {
        var (uscc, unit, caller) = (Invented.Entity(), await shared.Gate.As("D22"), await shared.Gate.As("D24"));
        await unit.Push(Rows.WageDefaulter(uscc).With("decidedOn", Days.Ago(400)));
        var application = CaseCalls.RepairOf(uscc).With("record", CaseCalls.ObjectionTo(uscc)["record"]!.DeepClone());
        var id = (await unit.Post(CaseCalls.Repairs, application)).Text("id")!;
        await unit.Post($"{CaseCalls.Repairs}/{id}/steps", CaseCalls.StepBody("accept", null).With("dutiesDone", true));
        await unit.Step(CaseCalls.Repairs, id, "start");
        await unit.Step(CaseCalls.Repairs, id, "approve");
        var before = await caller.Check(Calls.CheckOf(uscc));

        using var decided = new Decided(Begun);
        var running = caller.Post("/v1/checks/batch", Batch(uscc));
        await decided.Reached.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        var granted = await unit.Step(CaseCalls.Repairs, id, "publishStatement");
        var after = await caller.Post("/v1/checks/batch", Batch(uscc, 100));
        var during = await running;

        Assert.Equal("refuse", before.Text("outcome"));
        var answers = Answers(during).ToList();
        Assert.Equal(Items, answers.Count);
        Assert.All(answers, answer => Assert.Equal(
            answer.Token == granted.Text("token") ? ("proceed", 0) : ("refuse", 1), (answer.Outcome, answer.Measures)));
        var tokens = answers.Select(static answer => answer.Token).Distinct().ToArray();
        Assert.Empty(tokens.Except([before.Text("token"), granted.Text("token")]));
        Assert.All(Answers(after), answer => Assert.Equal((granted.Text("token"), "proceed", 0), (answer.Token, answer.Outcome, answer.Measures)));
        return tokens.Length == 2;
    }

    /// <summary>Every fifth check asks the ledger, so that the batch is still being decided when the repair comes.</summary>
    private static JsonObject Batch(string uscc, int items = Items) =>
        new() { ["items"] = new JsonArray([.. Enumerable.Range(0, items).Select(index => (JsonNode)(index % 5 == 0 ? Calls.CheckOf(uscc).With("consistency", "fresh") : Calls.CheckOf(uscc)))]) };

    private static IEnumerable<(string? Token, string? Outcome, int Measures)> Answers(JsonElement batch) => batch.GetProperty("items").EnumerateArray()
        .Select(static item => item.GetProperty("answer"))
        .Select(static answer => (answer.Text("token"), answer.Text("outcome"), answer.TryGetProperty("measures", out var measures) ? measures.GetArrayLength() : 0));

    /// <summary>Notices when so many checks were decided: the batch is under way then.</summary>
    private sealed class Decided : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _left;

        public Decided(int count)
        {
            _left = count;
            _listener.InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Name == "creditgate.grain.call.duration")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<double>((_, _, _, _) =>
            {
                if (Interlocked.Decrement(ref _left) == 0)
                {
                    _reached.TrySetResult();
                }
            });
            _listener.Start();
        }

        public Task Reached => _reached.Task;

        public void Dispose() => _listener.Dispose();
    }
}
