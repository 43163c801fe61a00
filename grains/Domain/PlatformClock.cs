namespace CreditGate.Domain;

/// <summary>The clock that decisions, receipts and legal days go by; apart from the runtime's own, so that a test can stand still.</summary>
public sealed class PlatformClock(TimeProvider time) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();
}
