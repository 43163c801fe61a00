using System.Collections.Immutable;
using CreditGate.Actors.Ledger;
using CreditGate.Domain.Changes;
using CreditGate.Domain.Feedback;

namespace CreditGate.Actors.Feedback;

/// <summary>Feedback on answers, and what every answer still asks for. Feedback is only ever added.</summary>
public interface IFeedbackLedger
{
    /// <summary>Tasks of receipts with what was fed back; receipts without a task are left out.</summary>
    ValueTask<IReadOnlyList<StoredFeedback>> Find(IReadOnlyCollection<Guid> receipts, CancellationToken cancellation = default);

    /// <summary>Tasks in the order of their receipts' ids, which is that of the answers.</summary>
    ValueTask<IReadOnlyList<CheckTask>> List(CheckTaskQuery query, CancellationToken cancellation = default);

    /// <summary>Tasks whose department must be told by now that it is late, the longest due first.</summary>
    ValueTask<IReadOnlyList<CheckTask>> Due(DateTimeOffset now, int atMost, CancellationToken cancellation = default);

    /// <summary>Takes steps in one transaction. One whose task has moved on meanwhile is left out, whole.</summary>
    /// <returns>Receipts of the steps that were taken.</returns>
    /// <exception cref="LedgerUnavailableException">Nothing was written.</exception>
    /// <exception cref="CommitOutcomeUnknownException">Whether the whole was written is open: look before trying again.</exception>
    Task<IReadOnlySet<Guid>> Take(IReadOnlyList<FeedbackStep> steps, LookedThrough? looked = null);

    /// <summary>How far each segment of receipts was looked through for what it asks.</summary>
    ValueTask<IReadOnlyDictionary<string, long>> Looked(CancellationToken cancellation = default);
}

/// <param name="Given">In the order in which it was given.</param>
public sealed record StoredFeedback(CheckTask Task, ImmutableArray<GivenFeedback> Given);

/// <param name="Organisation">Only tasks of this department; null for all.</param>
/// <param name="IsOpen">Only open ones, or only those that are over; null for both.</param>
/// <param name="IsOverdue">Only those that are or were late, or only others; null for both.</param>
/// <param name="After">Receipt of the last task of the page before; empty for the first page.</param>
public sealed record CheckTaskQuery(string? Organisation, bool? IsOpen, bool? IsOverdue, Guid After, int AtMost);

/// <summary>One task moved on, with what moved it.</summary>
/// <param name="Task">As it stands afterwards. Its version is one above that which it was found at; a new task has version 1.</param>
/// <param name="Told">What the change feed says of it; null for nothing.</param>
public sealed record FeedbackStep(CheckTask Task, ImmutableArray<GivenFeedback> Given, StandingChange? Told = null);

/// <param name="Sequence">Of the last receipt that was looked at.</param>
public sealed record LookedThrough(string Segment, long Sequence);
