namespace CreditGate.Api.Tests.Scenarios;

/// <summary>A clock that stands where it was put, backwards too: every scenario has its own time.</summary>
internal sealed class SetClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now.ToUniversalTime();
}
