using CreditGate.LoadTests.Callers;
using Xunit;

namespace CreditGate.LoadTests.Tests.Callers;

public sealed class SamplesTests
{
    [Theory]
    [InlineData(new[] { 1.0, 2, 3 }, new[] { 1.0, 2, 3 }, 0.5)]
    [InlineData(new[] { 1.0, 2, 3 }, new[] { 4.0, 5, 6 }, 1)]
    [InlineData(new[] { 4.0, 5, 6 }, new[] { 1.0, 2 }, 0)]
    [InlineData(new[] { 1.0, 3 }, new[] { 2.0, 4 }, 0.75)]
    public void MannWhitney_IsTheShareOfPairsInWhichTheSecondIsLonger(double[] first, double[] second, double longer) =>
        Assert.Equal(longer, Samples.MannWhitney(first, second).Longer, 9);
}
