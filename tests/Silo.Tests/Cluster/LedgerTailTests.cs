using CreditGate.Actors.Ledger;
using CreditGate.Domain.Evidence;
using CreditGate.Silo.Tests.Postgres;
using CreditGate.Silo.Tests.Storage;
using CreditGate.Silo.Tests.Subjects;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CreditGate.Silo.Tests.Cluster;

/// <summary>Two nodes that do not know of each other over one ledger: each has an activation of its own of a subject.</summary>
public sealed class LedgerTailTests(SharedPostgres postgres) : IAsyncLifetime
{
    private readonly NodesOfATest _nodes = new(postgres.NewDatabase());
    private RunningSilo _one = null!;
    private RunningSilo _other = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => (_one, _other) = ((await _nodes.StandAlone()).Silo, (await _nodes.StandAlone()).Silo);

    public ValueTask DisposeAsync() => _nodes.DisposeAsync();

    [Fact]
    public async Task Check_SeesWhatAnotherActivationWrote_OnceItIsConfirmedSince()
    {
        var subject = Rows.Entity();
        Assert.Equal(0, (await _other.Check(subject)).Answer.Version);

        await _one.Push(subject, Rows.WageDefault(1));

        await Eventually.Holds("the tail reached the other activation", () => _other.Check(subject).GetAwaiter().GetResult().Answer.Version == 1);
    }

    /// <summary>The promise of <c>default</c>, with two activations of every subject: nothing that was acknowledged before <c>confirmedAt</c> is missing.</summary>
    [Fact]
    public async Task Check_ContainsEveryWriteAcknowledgedBeforeItsConfirmedAt_WhenActivationsAreDuplicates()
    {
        var subjects = Enumerable.Range(0, 8).Select(static _ => Rows.Entity()).ToArray();
        var acknowledged = subjects.Select(static _ => new List<(DateTimeOffset At, long Version)>()).ToArray();
        var turn = 0;
        using var ended = new CancellationTokenSource();

        async Task Write(RunningSilo node, int from)
        {
            for (var index = 0; index < 120; index++)
            {
                var which = (from + index) % subjects.Length;
                var reply = await node.Push(subjects[which], Rows.Permit(Interlocked.Increment(ref turn)));
                lock (acknowledged[which])
                {
                    acknowledged[which].Add((TimeProvider.System.GetUtcNow(), reply.Version));
                }
            }
        }

        async Task<int> Read(RunningSilo node)
        {
            var reads = 0;
            for (; !ended.IsCancellationRequested; reads++)
            {
                var which = reads % subjects.Length;
                var reply = await node.Check(subjects[which]);
                lock (acknowledged[which])
                {
                    var due = acknowledged[which].Where(write => write.At < reply.ConfirmedAt).Select(static write => write.Version).DefaultIfEmpty().Max();
                    Assert.True(reply.Answer.Version >= due, $"Confirmed at {reply.ConfirmedAt:O}, version {reply.Answer.Version}, but {due} was acknowledged before.");
                }
            }

            return reads;
        }

        var readers = new[] { _one, _other }.Select(node => Task.Run(() => Read(node), Cancellation)).ToArray();
        await Task.WhenAll(Task.Run(() => Write(_one, 0), Cancellation), Task.Run(() => Write(_other, 0), Cancellation));
        await ended.CancelAsync();

        Assert.All(await Task.WhenAll(readers), static reads => Assert.True(reads > 100));
        Assert.Contains(_one.Log.Entries.Concat(_other.Log.Entries), static entry => entry.Event == 1001);     // they did write to the same subjects
    }

    [Theory]
    [InlineData(Consistency.AtLeast)]
    [InlineData(Consistency.Fresh)]
    public async Task Check_SeesAWriteOfAnotherActivationAtOnce_WhenAskedToBeThatCurrent(Consistency consistency)
    {
        var subject = Rows.Entity();
        for (var round = 1; round <= 40; round++)
        {
            var (writer, reader) = round % 2 == 0 ? (_one, _other) : (_other, _one);
            var token = (await writer.Push(subject, Rows.Permit(round))).Version;
            Assert.True((await reader.Check(subject, consistency: consistency, atLeast: token)).Answer.Version >= token);
        }
    }

    [Fact]
    public async Task Check_OfOneSubjectConfirmsNoOther_WhenItIsFresh()
    {
        var (subject, bystander) = (Rows.Entity(), Rows.Entity());
        await _other.Check(bystander);
        var asked = new Gate();
        _other.Ledger.BeforePulse = asked.Pass;
        await Within.Comes("the tail stands still", asked.Reached);
        await _one.Push(bystander, Rows.WageDefault(1));

        var fresh = await _other.Check(subject, consistency: Consistency.Fresh);
        var stale = await _other.Check(bystander);

        Assert.Equal(0, stale.Answer.Version);
        Assert.True(stale.ConfirmedAt < fresh.ConfirmedAt, "What a fresh check heard made another subject's old standing look confirmed.");
        Assert.Equal(1, (await _other.Check(bystander, consistency: Consistency.Fresh)).Answer.Version);
        asked.Open();
    }

    [Fact]
    public async Task Round_LeavesThePulse_UntilEveryActivationHasCaughtUp()
    {
        var subject = Rows.Entity();
        await _other.Check(subject);
        var pulse = _other.Services.GetRequiredService<LedgerPulse>();
        var reads = _other.Ledger.Of(subject).HoldReads();

        await _one.Push(subject, Rows.WageDefault(1));
        var acknowledged = TimeProvider.System.GetUtcNow();
        await Within.Comes("the activation reads on", reads.Reached);

        Assert.True(pulse.ConfirmedAt < acknowledged);
        Assert.Equal(0, (await _other.Check(subject)).Answer.Version);
        reads.Open();
        await Eventually.Holds("the pulse goes on", () => pulse.ConfirmedAt > acknowledged);
        Assert.Equal(1, (await _other.Check(subject)).Answer.Version);
    }

    [Fact]
    public async Task Round_GoesOnWithoutAnActivation_ThatCannotReadItsHistory()
    {
        var (broken, sound) = (Rows.Entity(), Rows.Entity());
        await _other.Check(broken);
        await _other.Check(sound);
        _other.Ledger.Of(broken).BeforeRead = static () => throw new InvalidDataException("示例");

        await _one.Push(broken, Rows.WageDefault(1));
        await _one.Push(sound, Rows.WageDefault(1));

        await Eventually.Holds("the other subject is told", () => _other.Check(sound).GetAwaiter().GetResult().Answer.Version == 1);
        // Both may come in one round, and the sound one first: until its own turn has failed, the broken one gives its old answer.
        await Eventually.Holds("the broken one answers nothing", () => Record.Exception(() => _other.Check(broken).GetAwaiter().GetResult()) is not null);
        Assert.Contains(_other.Log.Entries, static entry => entry.Event == 1005);
        _other.Ledger.Of(broken).BeforeRead = static () => Task.CompletedTask;
        Assert.Equal(1, (await _other.Check(broken)).Answer.Version);
    }
}
