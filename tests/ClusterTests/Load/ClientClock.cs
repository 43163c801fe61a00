using System.Diagnostics;

namespace CreditGate.ClusterTests.Load;

/// <summary>The clients' clocks: one that only goes forward, and the machine's, which the nodes have too.</summary>
internal static class ClientClock
{
    private static readonly long Started = Stopwatch.GetTimestamp();

    public static TimeSpan Now => Stopwatch.GetElapsedTime(Started);

    public static DateTimeOffset Wall => TimeProvider.System.GetUtcNow();
}
