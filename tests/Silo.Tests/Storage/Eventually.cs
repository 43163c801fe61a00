using Xunit;

namespace CreditGate.Silo.Tests.Storage;

/// <summary>Waits for a condition, and names it when it does not come.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public static Task Holds(string what, Func<bool> condition) => Holds(what, () => Task.FromResult(condition()));

    public static async Task Holds(string what, Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!await condition())
        {
            Assert.False(limit.IsCancellationRequested, $"Not within {Limit.TotalSeconds} s: {what}");
            await looks.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}
