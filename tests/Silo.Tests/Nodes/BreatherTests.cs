using System.Diagnostics;
using CreditGate.Actors.Nodes;
using Xunit;

namespace CreditGate.Silo.Tests.Nodes;

public sealed class BreatherTests
{
    [Fact]
    public async Task Rest_TakesAsLongAsTheStep()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var breather = new Breather(TimeSpan.FromSeconds(5));
        await Task.Delay(20, cancellation);

        var ended = Stopwatch.GetTimestamp();
        await breather.Rest(cancellation);

        Assert.True(Stopwatch.GetElapsedTime(ended) > TimeSpan.FromMilliseconds(15));
    }

    [Fact]
    public void After_IsAsLongAsTheStepTook_UntilAllIsSpent()
    {
        var breather = new Breather(TimeSpan.FromSeconds(5));

        var pauses = Enumerable.Range(1, 4).Select(seconds => breather.After(TimeSpan.FromSeconds(seconds)).TotalSeconds);

        Assert.Equal([1.0, 2, 2, 0], pauses);
    }
}
