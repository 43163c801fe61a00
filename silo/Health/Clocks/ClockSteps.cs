namespace CreditGate.Silo.Health.Clocks;

/// <summary>Notices that the clock was set: it and the timestamps, which nobody sets, no longer agree on how much time has passed.</summary>
/// <remarks>A clock that is slowed or hurried along, as time services do with small errors, moves both alike and is no step.</remarks>
internal sealed class ClockSteps(TimeProvider clock)
{
    private DateTimeOffset _at = clock.GetUtcNow();
    private long _timestamp = clock.GetTimestamp();

    /// <returns>By how much the clock was set since the last look, forward or back; zero when by less than a second.</returns>
    public TimeSpan Look()
    {
        var (at, timestamp) = (clock.GetUtcNow(), clock.GetTimestamp());
        var step = at - _at - clock.GetElapsedTime(_timestamp, timestamp);
        (_at, _timestamp) = (at, timestamp);
        return step.Duration() > ClockJudgement.OffLimit ? step : TimeSpan.Zero;
    }
}
