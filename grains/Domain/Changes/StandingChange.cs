using CreditGate.Domain.Records;

namespace CreditGate.Domain.Changes;

public enum ChangeKind
{
    RecordCreated,
    RecordRevised,
    RecordWithdrawn,

    /// <summary>Time alone ended, or began, what a record brings about.</summary>
    TermEnded,

    /// <summary>An edition of the catalogue came into force.</summary>
    EditionStarted,
}

/// <summary>One entry of the change feed: what happened to a standing, and what that changes for those who act on it.</summary>
public sealed record StandingChange
{
    public required ChangeKind Kind { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Edition under which the effects were found.</summary>
    public required string Edition { get; init; }

    /// <summary>Key of the subject; null for an edition.</summary>
    public string? Subject { get; init; }

    /// <summary>The subject's version from which the change stands.</summary>
    public long? Version { get; init; }

    /// <summary>The record that was pushed; null for a change of time or edition.</summary>
    public RecordRef? Record { get; init; }
}
