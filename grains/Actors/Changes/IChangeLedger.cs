using CreditGate.Domain.Changes;
using CreditGate.Domain.Identity;

namespace CreditGate.Actors.Changes;

/// <summary>The change feed as the ledger keeps it, and what time is about to change.</summary>
public interface IChangeLedger
{
    /// <summary>Entries after a position, in order.</summary>
    ValueTask<IReadOnlyList<StoredChange>> Changes(long after, int atMost, CancellationToken cancellation = default);

    /// <summary>Positions of the oldest entry kept and of the newest; both 0 when nothing was ever entered.</summary>
    ValueTask<(long First, long Last)> Range(CancellationToken cancellation = default);

    /// <summary>Subjects whose due instant has come, the longest due first.</summary>
    ValueTask<IReadOnlyList<DueSubject>> Due(DateTimeOffset now, int atMost, CancellationToken cancellation = default);

    /// <summary>Sets the next due instant of subjects that still stand at a version.</summary>
    Task Reschedule(IReadOnlyList<DueSubject> subjects);

    /// <summary>Enters the start of an edition, once for ever. False when it was entered before.</summary>
    Task<bool> Announce(StandingChange edition);

    /// <summary>Forgets entries older than an instant, but never the newest. Returns how many.</summary>
    Task<int> Forget(DateTimeOffset olderThan);
}

public sealed record StoredChange(long Position, StandingChange Change);

public sealed record DueSubject(SubjectKey Subject, long Version, DateTimeOffset? DueAt);
