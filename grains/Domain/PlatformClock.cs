namespace CreditGate.Domain;

/// <summary>The clock that decisions, receipts and legal days go by; apart from the runtime's own, so that a test can stand still.</summary>
/// <remarks>Its timestamps measure how long something took, and are not moved when the clock is set.</remarks>
public sealed class PlatformClock(TimeProvider time) : TimeProvider
{
    public override long TimestampFrequency => time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

    public override long GetTimestamp() => time.GetTimestamp();
}
