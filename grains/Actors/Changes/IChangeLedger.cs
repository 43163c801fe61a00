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

    /// <summary>Ids of the editions whose start the feed has told, or knew from its beginning.</summary>
    ValueTask<IReadOnlySet<string>> Announced(CancellationToken cancellation = default);

    /// <summary>Enters the start of an edition, once for ever. False when it was entered before.</summary>
    Task<bool> Announce(StandingChange edition);

    /// <summary>Takes editions as known without an entry: they were in force before the feed began.</summary>
    Task TakeAsKnown(IReadOnlyCollection<string> editions);

    /// <summary>Lets subjects be due at an instant at the latest: those whose records may mean something else from there on.</summary>
    /// <param name="after">Key of the last subject looked at; empty for the first call.</param>
    /// <returns>Key of the last subject looked at now; null when there are no more.</returns>
    Task<string?> CallUp(DateTimeOffset dueAt, string after, int atMost);

    /// <summary>Forgets entries older than an instant, but never the newest nor one that comes after a younger one. Returns how many.</summary>
    Task<int> Forget(DateTimeOffset olderThan);
}

public sealed record StoredChange(long Position, StandingChange Change);

/// <param name="Version">At which the subject stands.</param>
/// <param name="DueAt">When time alone may next change what its records bring about; null when nothing is foreseen.</param>
public sealed record DueSubject(SubjectKey Subject, long Version, DateTimeOffset? DueAt);
