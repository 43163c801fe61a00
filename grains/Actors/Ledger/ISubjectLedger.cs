using System.Collections.Immutable;
using CreditGate.Actors.Pushes;
using CreditGate.Domain.Cases;
using CreditGate.Domain.Changes;
using CreditGate.Domain.Coverage;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;

namespace CreditGate.Actors.Ledger;

/// <summary>The truth: an append-only sequence of events for each subject.</summary>
public interface ISubjectLedger
{
    /// <summary>Whether other processes may append too. If not, every append is this process's own.</summary>
    bool IsShared { get; }

    /// <summary>Rows of a file that are best appended together: more keep others waiting longer behind one commit, fewer cost more a row.</summary>
    int BulkRows { get; }

    /// <summary>Events of a subject after a version, oldest first; empty when there are none.</summary>
    ValueTask<IReadOnlyList<StoredEvent>> Read(SubjectKey subject, long afterVersion, CancellationToken cancellation = default);

    /// <summary>Where a subject stands and how it came there, as of one moment.</summary>
    /// <param name="longest">Of a longer history only the version is read.</param>
    ValueTask<SubjectHistory> History(SubjectKey subject, int longest, CancellationToken cancellation = default);

    /// <summary>Position of the newest committed event of the whole ledger; 0 when it is empty. Cheap enough to be the ledger's pulse.</summary>
    /// <exception cref="LedgerUnavailableException">The ledger cannot be read.</exception>
    ValueTask<long> LastPosition(CancellationToken cancellation = default);

    /// <summary>What was appended after a position, by anybody, in order. Never passes by what is committed later: positions become visible in their order.</summary>
    /// <exception cref="LedgerUnavailableException">The ledger cannot be read.</exception>
    ValueTask<IReadOnlyList<AppendedEvent>> Appended(long afterPosition, int atMost, CancellationToken cancellation = default);

    /// <summary>
    /// Appends events if the subject still stands at the expected version. Completes only after the transaction is durable.
    /// Appends of many subjects share a transaction; a conflict concerns its own subject alone.
    /// </summary>
    /// <exception cref="LedgerUnavailableException">Nothing was written, of this append at least.</exception>
    /// <exception cref="CommitOutcomeUnknownException">The commit failed in a way that leaves open whether it happened: reload before anything else.</exception>
    Task<AppendOutcome> Append(SubjectAppend append);

    /// <summary>Appends for many subjects in one transaction, all or none: one conflict leaves everything as it was.</summary>
    /// <param name="step">A push job's progress, which moves with the appends or not at all.</param>
    /// <exception cref="LedgerUnavailableException">Nothing was written.</exception>
    /// <exception cref="CommitOutcomeUnknownException">Whether the whole was written is open: reload before anything else.</exception>
    Task<BulkOutcome> AppendMany(ImmutableArray<SubjectAppend> appends, PushStep? step = null);

    /// <summary>Histories of many subjects, in the order asked for.</summary>
    /// <param name="longest">A longer history is left out: its subject goes through its grain, which has a snapshot.</param>
    ValueTask<IReadOnlyList<SubjectHistory>> Histories(IReadOnlyList<SubjectKey> subjects, int longest, CancellationToken cancellation = default);

    /// <summary>Forgets pending mirrors that have reached their persons. Idempotent.</summary>
    Task MirrorsDelivered(IReadOnlyCollection<PendingMirror> mirrors);

    /// <summary>Mirrors that were committed with their entity's event and not yet reported delivered.</summary>
    ValueTask<IReadOnlyList<PendingMirror>> PendingMirrors(int atMost, CancellationToken cancellation = default);
}

/// <summary>An event with its place in the subject's history (from 1, without gaps) and in the whole ledger.</summary>
public sealed record StoredEvent(long Version, long Position, SubjectEvent Event);

/// <summary>Which event stands at a position of the ledger, without its content.</summary>
/// <param name="Subject">Key of the subject.</param>
public readonly record struct AppendedEvent(long Position, string Subject, long Version);

/// <summary>Events to append together, with what list queries and mirroring need, in one transaction.</summary>
/// <param name="Records">The records as they stand after the events; upserted by subject and ref.</param>
/// <param name="Mirrors">Mirrors owed to linked persons because of the events.</param>
public sealed record SubjectAppend(
    SubjectKey Subject,
    long ExpectedVersion,
    ImmutableArray<SubjectEvent> Events,
    ImmutableArray<PublicCreditRecord> Records,
    ImmutableArray<PendingMirror> Mirrors)
{
    /// <summary>What the change feed tells of the events.</summary>
    public ImmutableArray<StandingChange> Changes { get; init; } = [];

    /// <summary>Cases as they stand after the events; upserted by number.</summary>
    public ImmutableArray<Case> Cases { get; init; } = [];

    /// <summary>What the events add to coverage.</summary>
    public ImmutableArray<CoverageCount> Counts { get; init; } = [];

    /// <summary>When time alone may next change what the subject's records bring about; null when nothing is foreseen.</summary>
    public DateTimeOffset? DueAt { get; init; }
}

/// <param name="Version">At which the subject stands; 0 when it has no events.</param>
/// <param name="Events">All its events, oldest first; null when there are more than asked for.</param>
public sealed record SubjectHistory(long Version, IReadOnlyList<StoredEvent>? Events);

/// <param name="Conflicts">Subjects that did not stand at the expected version.</param>
/// <param name="StepRefused">The job's progress was not where the step expected it: another runner has gone on, or it was cancelled.</param>
public readonly record struct BulkOutcome(ImmutableArray<SubjectKey> Conflicts, bool StepRefused)
{
    public bool Committed => !StepRefused && Conflicts.IsEmpty;
}

/// <param name="Committed">False when the expected version was not the subject's: nothing was written.</param>
/// <param name="Version">The subject's version after a commit; on conflict, the version it really stands at.</param>
public readonly record struct AppendOutcome(bool Committed, long Version);

/// <summary>Whether a transaction committed cannot be known.</summary>
public sealed class CommitOutcomeUnknownException(string message, Exception cause) : Exception(message, cause);
