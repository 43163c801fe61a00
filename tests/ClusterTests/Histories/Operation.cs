namespace CreditGate.ClusterTests.Histories;

/// <summary>What one client asked one node, and what it heard.</summary>
/// <param name="Serial">Of the subject.</param>
/// <param name="Invoked">By the clients' own monotonic clock, before the request left.</param>
/// <param name="Returned">By the same clock, after the answer was read.</param>
internal abstract record Operation(int Serial, string Node, TimeSpan Invoked, TimeSpan Returned);

internal enum PushEnd
{
    /// <summary>Said to be in: it must be there for ever.</summary>
    Acknowledged,

    /// <summary>Said not to be in: it must never be.</summary>
    Refused,

    /// <summary>Nothing was said, or that it cannot be known: it may be in, now or later.</summary>
    Unknown,
}

/// <param name="Revision">Given to no other push of the subject.</param>
/// <param name="Version">At which the subject stands with it; 0 unless acknowledged.</param>
/// <param name="AcknowledgedAt">By the machine's clock, after the acknowledgement was read.</param>
internal sealed record Push(int Serial, string Node, TimeSpan Invoked, TimeSpan Returned, long Revision, PushEnd End, long Version, DateTimeOffset AcknowledgedAt)
    : Operation(Serial, Node, Invoked, Returned);

internal enum Consistency
{
    Default,
    AtLeast,
    Fresh,
}

/// <param name="AtLeast">Version of the token that was sent; 0 when none was.</param>
/// <param name="Version">That was answered from.</param>
internal sealed record Check(
    int Serial, string Node, TimeSpan Invoked, TimeSpan Returned, Consistency Consistency, long AtLeast,
    long Version, string Outcome, DateTimeOffset DecidedAt, DateTimeOffset ConfirmedAt, bool Unconfirmed, string DecidedBy, Guid Receipt)
    : Operation(Serial, Node, Invoked, Returned);
