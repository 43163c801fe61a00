using CreditGate.Actors.Ledger;
using CreditGate.Domain;
using CreditGate.Silo.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CreditGate.Silo.Tests.Subjects;

public sealed class LedgerWatchTests
{
    private const int Answers = 10_000_000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Check_IsUnconfirmed_WhileTheLedgerIsSilent(bool cancelled)
    {
        using var directory = new TemporaryDirectory();
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 5, 6, 1, 0, 0, TimeSpan.Zero));
        await using var silo = await RunningSilo.Start(directory.Root, clock);
        var subject = Rows.Entity();
        await silo.Push(subject, Rows.WageDefault(1));
        var pulse = silo.Services.GetRequiredService<LedgerPulse>();
        Assert.False(await IsUnconfirmed(silo, subject));

        var asked = new Gate();
        silo.Ledger.BeforePulse = () =>
        {
            asked.Pass();
            throw cancelled ? new TaskCanceledException("示例") : new LedgerUnavailableException("示例", new IOException());
        };
        await Within.Comes("the watch asked a silent ledger", asked.Reached);
        clock.Advance(LedgerPulse.Limit);
        Assert.False(await IsUnconfirmed(silo, subject));
        clock.Advance(TimeSpan.FromTicks(1));
        Assert.True(await IsUnconfirmed(silo, subject));
        await Eventually.Holds("the silence is logged", () => silo.Log.Entries.Any(static entry => entry.Event == 2001));

        silo.Ledger.BeforePulse = static () => Task.CompletedTask;
        await Eventually.Holds("the ledger is heard again", () => pulse.ConfirmedAt == clock.GetUtcNow());
        Assert.False(await IsUnconfirmed(silo, subject));
    }

    [Fact]
    public async Task Node_Starts_WhenTheFirstQuestionToItsLedgerIsLeftHanging()
    {
        using var directory = new TemporaryDirectory();
        var (hanging, asked) = (new Gate(), 0);

        await using var silo = await RunningSilo.Start(directory.Root, steer: ledger => ledger.BeforePulse = () => Interlocked.Increment(ref asked) == 1 ? hanging.Pass() : Task.CompletedTask);

        Assert.True(hanging.Reached.IsCompleted);
        Assert.Equal(1, (await silo.Push(Rows.Entity(), Rows.WageDefault(1))).Version);
        hanging.Open();
    }

    /// <summary>Its own appends reach their activations by themselves: following them would only cost.</summary>
    [Fact]
    public async Task Watch_ReadsNothingBack_WhereTheLedgerBelongsToThisProcess()
    {
        using var directory = new TemporaryDirectory();
        await using var silo = await RunningSilo.Start(directory.Root);
        var subject = Rows.Entity();
        await silo.Push(subject, Rows.WageDefault(1), Rows.WageDefault(1, number: "示人社列〔示例〕2号"));
        var pulse = silo.Services.GetRequiredService<LedgerPulse>();
        var pushed = TimeProvider.System.GetUtcNow();

        await Eventually.Holds("the pulse went on", () => pulse.ConfirmedAt > pushed);

        Assert.Equal(2, (await silo.Check(subject)).Answer.Version);
        Assert.Equal((0, 0), (silo.Ledger.Tailed, silo.Ledger.Of(subject).EventsRead));
    }

    [Fact]
    public async Task Heard_NeverGoesBack_WhenAnswersCrossOnTheirWay()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 5, 6, 1, 0, 0, TimeSpan.Zero));
        var pulse = new LedgerPulse(new PlatformClock(clock), TimeProvider.System);
        var (start, asked) = (clock.GetUtcNow(), pulse.Ask());

        var told = 0;
        var seen = start;

        void Tell()
        {
            while (Interlocked.Increment(ref told) is var next and <= Answers)
            {
                pulse.Heard(asked + next);
            }
        }

        void Watch()
        {
            while (Volatile.Read(ref told) < Answers)
            {
                var confirmed = pulse.ConfirmedAt;
                Assert.True(confirmed >= seen, "The pulse went back.");
                seen = confirmed;
            }
        }

        // Threads of their own: the pool would run them one after the other.
        await Task.WhenAll(((Action[])[Watch, Tell, Tell, Tell]).Select(static work =>
            Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        Assert.Equal(start.AddTicks(Answers), pulse.ConfirmedAt);
    }

    private static async Task<bool> IsUnconfirmed(RunningSilo silo, Domain.Identity.SubjectKey subject)
    {
        var reply = await silo.Check(subject);
        return reply.Answer.DecidedAt - reply.ConfirmedAt > LedgerPulse.Limit;
    }
}
