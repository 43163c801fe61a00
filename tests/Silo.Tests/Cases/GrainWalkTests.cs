using System.Text.Json;
using CreditGate.Contracts.Subjects;
using CreditGate.Domain;
using CreditGate.Domain.Evidence;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;
using CreditGate.Domain.Tests.Cases;
using CreditGate.Domain.Tests.Cases.Walking;
using CreditGate.Silo.Tests.Storage;
using CreditGate.Silo.Tests.Subjects;
using CsCheck;
using Xunit;

namespace CreditGate.Silo.Tests.Cases;

/// <summary>The random walks of the domain's tests on the real subject grain: it is asked the same, answers the same, and the invariants hold of what it, its ledger and the persons' grains hold.</summary>
public sealed class GrainWalkTests : IDisposable
{
    private const int ClockSet = 2741;      // every walk begins on the same day
    private const string Actor = "示例凭据";

    private readonly TemporaryDirectory _directory = new();
    private readonly WalkClock _clock = new();
    private int _walks;

    private static int Walks => Environment.GetEnvironmentVariable("CREDITGATE_FULL") is null ? 10 : 400;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Invariants_HoldOfWhatTheGrainHolds_AfterEveryStep()
    {
        await using var silo = await RunningSilo.Start(_directory.Root, _clock);
        await Walk.Of(10, 60).SampleAsync(walk => Go(silo, walk), iter: Walks, threads: 1);
        Assert.DoesNotContain(silo.Log.Entries, static entry => entry.Event != ClockSet);
    }

    private async Task Go(RunningSilo silo, Walk walk)
    {
        var number = ++_walks;
        var ground = Ground.Of(walk.IsClean, SubjectKey.Of(FictionalCodes.Entity(800_000 + number)), $"-{number}");
        var asked = 0;
        foreach (var act in walk.Acts.Prepend(new Waiting(0)))
        {
            var before = ground.Desk.Standing;
            act.On(ground);
            asked = await Ask(silo, ground.Desk, asked);
            await GoOnFromTheGrains(silo, ground);
            Invariants.Hold(before, ground);
        }

        var history = await silo.Ledger.Behind.Read(ground.Desk.Standing.Key, 0, Cancellation);
        Assert.Equal(ground.Desk.Events.Select(Json), history.Select(static stored => Json(stored.Event)));
    }

    /// <summary>Asks the grain what the desk was asked, at the same instants, and has it answer as the desk did.</summary>
    private async Task<int> Ask(RunningSilo silo, Desk desk, int asked)
    {
        var grain = silo.Grain(desk.Standing.Key);
        foreach (var call in desk.Calls.Skip(asked))
        {
            _clock.Now = call.At;
            if (call.Row is { } row)
            {
                var pushed = await grain.Push(new PushCommand([new PushRow(row, true)], Actor));
                Assert.Equal(call.Taken, pushed.Results[0].Outcome);
                continue;
            }

            var reply = await grain.Act(new CaseCommand(call.Request!, Actor));
            Assert.Equal(call.Outcome!.Refusal?.Fault.Code, reply.Refusal?.Fault.Code);
            Assert.Equal((call.Outcome.Case?.State, call.Outcome.After.Version), (reply.Case?.State, reply.Version));
        }

        return desk.Calls.Count;
    }

    /// <summary>What follows is asked of what the grains hold, and checks say what the desk says.</summary>
    private async Task GoOnFromTheGrains(RunningSilo silo, Ground ground)
    {
        var desk = ground.Desk;
        _clock.Now = desk.Now;
        var held = await Held(silo, desk.Standing.Key);
        Invariants.HoldSame(desk, held);
        desk.Standing = held;
        var answer = (await silo.Check(desk.Standing.Key)).Answer;
        Assert.Equal((held.Version, JsonSerializer.Serialize(desk.Check(Rows.Procurement))), (answer.Version, JsonSerializer.Serialize(answer.Ruling)));
        foreach (var person in desk.Persons.Keys)
        {
            var known = await Held(silo, person);
            Assert.Equal(desk.Persons[person].Records.Select(Json), known.Records.Select(Json));
            desk.Persons[person] = known;
        }
    }

    private static async Task<Standing> Held(RunningSilo silo, SubjectKey subject) => (await silo.Grain(subject).Look(new LookQuery(Consistency.Default, 0))).Standing;

    private static string Json(SubjectEvent happened) => JsonSerializer.Serialize(happened, LedgerJson.Context.SubjectEvent);

    private static string Json(PublicCreditRecord record) => JsonSerializer.Serialize(record, LedgerJson.Context.PublicCreditRecord);

    /// <summary>Stands until it is set, and wakes nobody: the walk alone says when deadlines are looked at.</summary>
    private sealed class WalkClock : TimeProvider
    {
        private static readonly ITimer Never = new NoTimer();

        public DateTimeOffset Now { get; set; } = Desk.At("2026-05-06");

        public override DateTimeOffset GetUtcNow() => Now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => Never;

        private sealed class NoTimer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
