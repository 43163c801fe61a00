using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Contracts.Subjects;
using CreditGate.Domain.Records;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CreditGate.Api.Tests.Checks;

public sealed class CheckDeadlineTests
{
    private const string Uscc = "91360702XNDEM00277";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Check_IsDecidedFromTheLedgerAlike_WhenTheGrainDoesNotAnswerInTime()
    {
        await using var gate = await RunningGate.Start(args: "--demo");
        var fromGrain = await Check(gate, 60_000);
        using var stuck = new StuckRecord();
        var grain = gate.Services.GetRequiredService<IGrainFactory>().GetGrain<ISubjectGrain>(Uscc);
        var push = grain.Push(new PushCommand([new PushRow(stuck, true)], "示例凭据")).AsTask();
        await stuck.Reached.WaitAsync(Limit, Cancellation);

        var fromMemory = await Check(gate, 1_000);
        var fromLedger = await Check(gate, 1_000, "fresh");
        stuck.Release();
        await Assert.ThrowsAnyAsync<Exception>(() => push);

        Assert.Equal(("grain", "grain", "ledger"), (DecidedBy(fromGrain), DecidedBy(fromMemory), DecidedBy(fromLedger)));
        foreach (var part in (string[])["outcome", "token", "statuses", "measures", "incentives", "withheld", "suspended", "reminders", "advice", "questions", "proposals", "edition", "subject"])
        {
            Assert.Equal(fromGrain.GetProperty(part).ToString(), fromLedger.GetProperty(part).ToString());
        }

        Assert.Equal("grain", DecidedBy(await Check(gate, 60_000)));
        var receipt = await gate.Operator.GetFromJsonAsync<JsonElement>($"/v1/receipts/{fromLedger.GetProperty("receipt").GetGuid()}", Cancellation);
        Assert.Equal("ledger", DecidedBy(receipt.GetProperty("answer")));
    }

    [Fact]
    public async Task Check_FindsALinkedPersonInTheLedger_WhenThePersonsGrainDoesNotAnswerInTime()
    {
        await using var gate = await RunningGate.Start();
        var person = Invented.Person();
        await (await gate.As("D34")).Push(Rows.JudgmentDefaulter(person));
        var key = (await gate.Operator.Check(Calls.CheckOf(person))).GetProperty("subject").Text("key")!;
        var check = Calls.CheckOf(person, "MT-C01").With("subject", Rows.Entity(Invented.Entity()))
            .With("linked", new JsonArray(new JsonObject { ["role"] = "legalRepresentative", ["person"] = Rows.Named(person)["person"]!.DeepClone() }));
        var before = await gate.Operator.Check(check);
        using var stuck = new StuckRecord();
        var push = gate.Services.GetRequiredService<IGrainFactory>().GetGrain<ISubjectGrain>(key).Push(new PushCommand([new PushRow(stuck, true)], "示例凭据")).AsTask();
        await stuck.Reached.WaitAsync(Limit, Cancellation);

        var during = await gate.Operator.Check(check.With("consistency", "fresh"));
        stuck.Release();
        await Assert.ThrowsAnyAsync<Exception>(() => push);

        Assert.NotEmpty(before.GetProperty("linked").EnumerateArray());
        foreach (var part in (string[])["outcome", "linked", "measures", "token"])
        {
            Assert.Equal(before.GetProperty(part).ToString(), during.GetProperty(part).ToString());
        }
    }

    private static string? DecidedBy(JsonElement answer) => answer.GetProperty("decidedBy").GetString();

    private static async Task<JsonElement> Check(RunningGate gate, int deadlineMs, string consistency = "default")
    {
        var response = await gate.Operator.PostAsJsonAsync("/v1/checks", new { subject = new { uscc = Uscc }, matter = "MT-C01", deadlineMs, consistency }, Cancellation);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
    }

    /// <summary>A record on which a grain's turn hangs as soon as it looks at it: what an overloaded or dying silo is to its callers.</summary>
    private sealed record StuckRecord : PublicCreditRecord, IDisposable
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim _released = new();

        [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
        public StuckRecord() => (Source, Number, Revision, DecidedOn) = ("D22", "示例", new Revision(1, default, 1), new DateOnly(2026, 1, 5));

        public Task Reached => _reached.Task;

        public override RecordKind Kind
        {
            get
            {
                _reached.TrySetResult();
                _released.Wait(Limit);
                return RecordKind.Penalty;
            }
        }

        public void Release() => _released.Set();

        public void Dispose() => _released.Dispose();
    }
}
