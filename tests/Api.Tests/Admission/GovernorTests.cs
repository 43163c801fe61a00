using CreditGate.Api.Admission;
using Xunit;

namespace CreditGate.Api.Tests.Admission;

public sealed class GovernorTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Long = Governor.MostLag * 3;

    private readonly Governor _governor = new();

    [Fact]
    public void Room_Shrinks_WhileWorkWaitsForAThread()
    {
        Steps(100, Long, wasFull: true, done: 100);

        Assert.Equal(Governor.LeastRoom, _governor.Room);
    }

    [Fact]
    public void Room_Grows_WhenItWasFullAndNoWorkWaited()
    {
        Steps(100, TimeSpan.Zero, wasFull: true, done: 100);

        Assert.Equal(Governor.MostRoom, _governor.Room);
    }

    [Fact]
    public void Room_Stays_WhenNobodyHadToWait()
    {
        Steps(100, TimeSpan.Zero, wasFull: false, done: 100);

        Assert.Equal(Governor.FirstRoom, _governor.Room);
    }

    [Fact]
    public void Waiting_IsAsManyAsAreServedInTime()
    {
        Steps(200, TimeSpan.Zero, wasFull: true, done: 200);       // 4,000 a second

        Assert.InRange(_governor.MostWaiting, 990, 1_000);      // a quarter of a second
    }

    [Fact]
    public void Waiting_DoesNotShrink_WhenLittleIsAskedFor()
    {
        var before = _governor.MostWaiting;

        Steps(200, TimeSpan.Zero, wasFull: false, done: 1);

        Assert.Equal(before, _governor.MostWaiting);
    }

    [Fact]
    public void Rest_GrowsWhileRefusingKeepsTheProcessorsBusy_AndShrinksAfterwards()
    {
        Steps(100, Long, wasFull: true, done: 10, refused: 500);
        Assert.Equal(Governor.MostRest, _governor.Rest);

        Steps(200, TimeSpan.Zero, wasFull: false, done: 10);
        Assert.Equal(Governor.LeastRest, _governor.Rest);
    }

    private void Steps(int count, TimeSpan lag, bool wasFull, long done, long refused = 0)
    {
        for (var step = 0; step < count; step++)
        {
            _governor.Step(lag, wasFull, done, refused, Step);
        }
    }
}
