using CreditGate.Api.Admission;
using CreditGate.Api.Scenes;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CreditGate.Api.Tests.Checks;

public sealed class SceneBeatTests
{
    private static readonly Gen<TimeSpan> Chance = Gen.Long[0, SceneBeat.Length.Ticks - 1].Select(TimeSpan.FromTicks);

    /// <summary>So nothing that is done in a beat shows in when the answer leaves.</summary>
    [Fact]
    public void Left_EndsAtTheSameInstant_HoweverLongTheCheckTookWithinABeat() =>
        Gen.Select(Gen.Long[0, SceneBeat.Length.Ticks - 1], Gen.Long[0, SceneBeat.Length.Ticks - 1], Gen.Int[0, 40], Chance).Sample(static (one, other, beats, chance) =>
        {
            var before = SceneBeat.Length * beats;
            Assert.Equal(EndOf(before + TimeSpan.FromTicks(one), chance), EndOf(before + TimeSpan.FromTicks(other), chance));
            Assert.InRange(SceneBeat.Left(before + TimeSpan.FromTicks(one), chance), TimeSpan.FromTicks(1), 2 * SceneBeat.Length);
        });

    [Fact]
    public void Wait_LastsUntilTheBeat()
    {
        var time = new FakeTimeProvider();
        var asked = time.GetTimestamp();
        time.Advance(TimeSpan.FromMilliseconds(3));

        var waiting = new SceneBeat(time).Wait(asked, TestContext.Current.CancellationToken);
        time.Advance(SceneBeat.Length - TimeSpan.FromMilliseconds(4));
        Assert.False(waiting.IsCompleted);
        time.Advance(SceneBeat.Length + TimeSpan.FromMilliseconds(1));
        Assert.True(waiting.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Turn_IsGivenUpOnce_ByWhoOnlyWaits()
    {
        var turnstile = new Turnstile(TimeProvider.System);
        await turnstile.Enter("one", isCheck: false, TestContext.Current.CancellationToken);
        var arrival = new Arrival();
        arrival.HasItsTurn(() => turnstile.Leave("one"));

        arrival.EndsItsTurn();
        arrival.EndsItsTurn();

        Assert.Equal((0, 1L), (turnstile.Inside, turnstile.Left));
    }

    private static TimeSpan EndOf(TimeSpan taken, TimeSpan chance) => taken + SceneBeat.Left(taken, chance);
}
