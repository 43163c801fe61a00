using CreditGate.Actors.Nodes;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CreditGate.Silo.Tests.Nodes;

public sealed class BreatherTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Rest_TakesAsLongAsTheStep_UntilAllIsSpent()
    {
        var breather = new Breather(TimeSpan.FromSeconds(5), _time);

        await Rests(breather, step: 1, pause: 1);
        await Rests(breather, step: 2, pause: 2);
        await Rests(breather, step: 3, pause: 2);
        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.True(breather.Rest(TestContext.Current.CancellationToken).IsCompletedSuccessfully);
    }

    private async Task Rests(Breather breather, int step, int pause)
    {
        _time.Advance(TimeSpan.FromSeconds(step));
        var resting = breather.Rest(TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromSeconds(pause) - TimeSpan.FromMilliseconds(1));
        Assert.False(resting.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await resting;
    }
}
