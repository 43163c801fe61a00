using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace CreditGate.Silo.Tests.Health.Clocks;

/// <summary>A clock that can pass, moving its timestamps too, and can be set, which they do not notice.</summary>
internal sealed class SettableClock(DateTimeOffset now) : TimeProvider
{
    private TimeSpan _passed;
    private TimeSpan _set;

    public static IMeterFactory Meters { get; } = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Pass(TimeSpan time) => _passed += time;

    public void Set(TimeSpan by) => _set += by;

    public override DateTimeOffset GetUtcNow() => now + _passed + _set;

    public override long GetTimestamp() => _passed.Ticks;
}

/// <summary>The real clock, wrong by a fixed time.</summary>
internal sealed class WrongClock(TimeSpan by) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
}
