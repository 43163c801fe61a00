using CreditGate.Actors.Ledger;
using CreditGate.Domain;
using CreditGate.Silo.Health.Clocks;
using CreditGate.Silo.Ledger.Postgres;
using CreditGate.Silo.Tests.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace CreditGate.Silo.Tests.Health.Clocks;

public sealed class ClockWatchTests(SharedPostgres postgres)
{
    private static readonly DateTimeOffset Start = new(2026, 5, 6, 1, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Theory]
    [InlineData(0, null, "Well")]
    [InlineData(-0.9, null, "Well")]
    [InlineData(1.1, null, "Off")]
    [InlineData(-3600, null, "Off")]                            // two clocks do not say which of them is wrong
    [InlineData(3600, new[] { 0.0 }, "Wrong")]
    [InlineData(-3600, new[] { 0.2, -0.1 }, "Wrong")]
    [InlineData(9, new[] { 0.0, 0.0 }, "Off")]
    [InlineData(3600, new[] { 3600.5 }, "Off")]                 // the database is the odd one
    [InlineData(3600, new[] { 3600.0, 0.0 }, "Off")]
    [InlineData(3600, new[] { -3600.0 }, "Off")]
    [InlineData(0, new[] { 3600.0, 3600.0 }, "Well")]
    public void Judgement_GoesByTheMajority(double ahead, double[]? others, string expected)
    {
        var reading = new ClockReading(TimeSpan.FromSeconds(ahead), [.. (others ?? []).Select(TimeSpan.FromSeconds)]);

        Assert.Equal(expected, ClockJudgement.Of(reading).ToString());
    }

    [Theory]
    [InlineData(3600)]
    [InlineData(-3600)]
    [InlineData(-1.5)]
    public async Task Clock_IsToldToHaveBeenSet_ForAWhile(double seconds)
    {
        var clock = new SettableClock(Start);
        using var watch = new ClockWatch(new PlatformClock(clock), clock, SettableClock.Meters, NullLogger<ClockWatch>.Instance);
        clock.Pass(Hour);
        await watch.Look();
        Assert.Null(watch.Part.Fault);

        clock.Set(TimeSpan.FromSeconds(seconds));
        await watch.Look();
        Assert.Equal(("clock-set", true), (watch.Part.Fault?.Code, watch.Part.IsDegraded));

        clock.Pass(ClockWatch.ToldFor);
        await watch.Look();
        Assert.Null(watch.Part.Fault);
    }

    [Fact]
    public async Task Clock_OfOneNodeIsFoundWrong_AndThatOfTheOthersIsNot()
    {
        using var ledger = PostgresLedger.Open(postgres.NewDatabase());
        using var right = Watch(ledger, TimeSpan.Zero);
        using var late = Watch(ledger, -Hour);

        await right.Look();
        await late.Look();
        await right.Look();

        Assert.Null(right.Part.Fault);
        Assert.Equal(("clock-wrong", false), (late.Part.Fault?.Code, late.Part.IsDegraded));
    }

    [Fact]
    public async Task Clock_OfTheDatabaseTakesNobodyOut_WhenTheNodesAgree()
    {
        using var ledger = PostgresLedger.Open(postgres.NewDatabase());
        using var one = Watch(ledger, Hour);
        using var other = Watch(ledger, Hour);

        await one.Look();
        await other.Look();
        await one.Look();

        Assert.All((ClockWatch[])[one, other], static watch => Assert.Equal(("clock-off", true), (watch.Part.Fault?.Code, watch.Part.IsDegraded)));
    }

    [Fact]
    public void Silence_IsNeitherHiddenNorFeigned_WhenTheClockIsSet()
    {
        var clock = new SettableClock(Start);
        var pulse = new LedgerPulse(new PlatformClock(clock), clock);

        clock.Set(-Hour);
        clock.Pass(TimeSpan.FromSeconds(2));
        Assert.Equal((TimeSpan.FromSeconds(2), clock.GetUtcNow() - TimeSpan.FromSeconds(2)), (pulse.Silence, pulse.ConfirmedAt));

        pulse.Heard(pulse.Ask());
        clock.Set(2 * Hour);
        Assert.Equal((TimeSpan.Zero, clock.GetUtcNow(), false), (pulse.Silence, pulse.ConfirmedAt, pulse.IsLost));

        clock.Pass(LedgerPulse.LostAfter + TimeSpan.FromTicks(1));
        Assert.True(pulse.IsLost);
        Assert.Throws<LedgerUnavailableException>(pulse.EnsureHeard);
    }

    private static ClockWatch Watch(PostgresLedger ledger, TimeSpan wrongBy)
    {
        var clock = new PlatformClock(new WrongClock(wrongBy));
        return new ClockWatch(clock, TimeProvider.System, SettableClock.Meters, NullLogger<ClockWatch>.Instance, new PostgresClock(ledger, clock));
    }
}
