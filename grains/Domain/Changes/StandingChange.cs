using System.Collections.Immutable;
using CreditGate.Domain.Cases;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Feedback;
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

    /// <summary>An objection, repair or other case went on, or a deadline in it passed.</summary>
    CaseMoved,

    /// <summary>The last day for feedback on an answer passed without it.</summary>
    FeedbackOverdue,
}

/// <summary>One entry of the change feed: what happened to a standing, and what that changes for those who act on it.</summary>
/// <remarks>Names codes only: what they stand for is in the edition. Nothing of a person but the subject's key.</remarks>
public sealed record StandingChange
{
    public required ChangeKind Kind { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Edition under which the effects stand from here on.</summary>
    public required string Edition { get; init; }

    /// <summary>Edition under which the effects stood before; null when it is the same. What is lifted, was of this one.</summary>
    public string? EditionBefore { get; init; }

    /// <summary>Key of the subject; null for an edition.</summary>
    public string? Subject { get; init; }

    /// <summary>The subject's version from which the change stands.</summary>
    public long? Version { get; init; }

    /// <summary>The record that was pushed; null for a change of time or edition.</summary>
    public RecordRef? Record { get; init; }

    /// <summary>Statuses that the subject has from here on; null when there are none.</summary>
    public ImmutableArray<StatusCode>? Gained { get; init; }

    /// <summary>Statuses that the subject no longer has; null when there are none.</summary>
    public ImmutableArray<StatusCode>? Lost { get; init; }

    /// <summary>What changed of the effects of records, in the order of records and rules; null when nothing did.</summary>
    public ImmutableArray<EffectChange>? Effects { get; init; }

    /// <summary>The case that went on; null for other changes.</summary>
    public CaseChange? Case { get; init; }

    /// <summary>The answer whose feedback is late; null for other changes.</summary>
    public FeedbackChange? Feedback { get; init; }
}

/// <summary>An answer that was not fed back in time.</summary>
/// <param name="Organisation">The department that got it.</param>
/// <param name="Missing">Codes of the measures and incentives that were not fed back.</param>
/// <param name="DueOn">The last day for it, inclusive.</param>
public sealed record FeedbackChange(Guid Receipt, string Organisation, string Matter, ImmutableArray<string> Missing, DateOnly DueOn)
{
    public static FeedbackChange Of(CheckTask task) => new(task.Receipt, task.Organisation, task.Matter, [.. task.Advised.Except(task.Given)], task.DueOn);

    public bool Concerns(string department) => department == Organisation || department == Department.PlatformOperator;
}

/// <summary>How a case went on, as far as departments are to know.</summary>
/// <param name="Event">The step that was taken.</param>
/// <param name="State">Where that led to.</param>
/// <param name="Departments">Whom it concerns, in the order of their codes.</param>
/// <param name="DueOn">Last day of the next limit that runs, inclusive; null when none does.</param>
public sealed record CaseChange(string Id, CaseKind Kind, RecordRef Record, string Event, string State, ImmutableArray<string> Departments, DateOnly? DueOn)
{
    public static CaseChange Of(CaseMoved moved) => new(
        moved.Case.Id,
        moved.Case.Kind,
        moved.Case.Record,
        moved.Step,
        moved.Case.State,
        [.. Concerned(moved.Case).Distinct().Order(StringComparer.Ordinal)],
        moved.Case.Deadlines.Where(static deadline => deadline is { IsMet: false, DueTold: false }).Select(static deadline => (DateOnly?)deadline.DueOn).Min());

    /// <summary>The unit whose record it is, who took the case in, and the operator once it is overdue.</summary>
    private static string[] Concerned(Case known) =>
    [
        known.Record.Source,
        known.OpenedBy,
        .. known.IsOverdue ? [Department.PlatformOperator] : (string[])[],
        .. known.Parties,
    ];
}
