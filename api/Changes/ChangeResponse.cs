using System.Collections.Immutable;
using CreditGate.Api.Checks;
using CreditGate.Domain.Cases;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Changes;
using CreditGate.Domain.Decisions;

namespace CreditGate.Api.Changes;

/// <summary>A page of the feed. Entries come in the order of their commits, each once.</summary>
/// <param name="Changes">Entries that match, oldest first.</param>
/// <param name="Next">Cursor for the next call; it has passed what did not match, so it moves on also when changes is empty.</param>
/// <param name="OldestKept">Cursor of the oldest entry kept: reading after it gives everything there is.</param>
/// <param name="RetentionDays">Entries are kept for this many days.</param>
/// <param name="More">True when the end of the feed was not reached: call again at once.</param>
internal sealed record ChangePage(ImmutableArray<ChangeBody> Changes, string Next, string OldestKept, int RetentionDays, bool More);

/// <summary>What happened to a subject, and what that changes for those who act on it. No names and no free text.</summary>
/// <param name="Cursor">Place of this entry; reading after it gives what follows.</param>
/// <param name="At">When the platform accepted it.</param>
/// <param name="Subject">Key of the subject; absent for an edition.</param>
/// <param name="Token">The subject's version from which this stands; a check with it sees the change.</param>
/// <param name="Record">The record that was pushed; absent for changes of time and editions.</param>
/// <param name="Edition">Edition under which this stands; for editionStarted, the one that started.</param>
/// <param name="EditionBefore">The edition before, when it was another.</param>
/// <param name="Case">The case that went on; absent for other changes.</param>
/// <param name="Effects">What became of measures and incentives, by record and rule.</param>
/// <param name="Feedback">Of feedbackOverdue: the answer that was not fed back in time.</param>
internal sealed record ChangeBody(
    string Cursor,
    ChangeKind Kind,
    DateTimeOffset At,
    string? Subject,
    string? Token,
    RecordBody? Record,
    string Edition,
    string? EditionBefore,
    StatusTurnsBody Statuses,
    ImmutableArray<EffectBody> Effects,
    CaseChangeBody? Case,
    FeedbackChangeBody? Feedback);

/// <param name="Receipt">Id of the receipt.</param>
/// <param name="Organisation">The department that got the answer.</param>
/// <param name="Missing">Codes of the measures and incentives that were not fed back.</param>
/// <param name="Due">Last day for it, inclusive.</param>
internal sealed record FeedbackChangeBody(Guid Receipt, string Organisation, NamedCode Matter, ImmutableArray<string> Missing, DateOnly Due);

/// <summary>How an objection or a repair went on.</summary>
/// <param name="Step">The step that was taken, or overdue, targetPassed, datesMoved, restorationOpened.</param>
/// <param name="State">Where that led to.</param>
/// <param name="Departments">Codes of those whom it concerns.</param>
/// <param name="Due">Last day of the next limit that runs, inclusive.</param>
internal sealed record CaseChangeBody(string Id, CaseKind Kind, RecordBody Record, string Step, string State, ImmutableArray<string> Departments, DateOnly? Due);

internal sealed record StatusTurnsBody(ImmutableArray<StatusNameBody> Gained, ImmutableArray<StatusNameBody> Lost);

internal sealed record StatusNameBody(StatusCode Code, string Name);

/// <summary>A turn of the effect of one record by one rule, with all that stands from here on; of a lifted one, what stood until then.</summary>
/// <param name="Effect">started, suspended, resumed, eased, extended or lifted.</param>
/// <param name="Rule">The matter rule; absent for incentives.</param>
/// <param name="Force">Of the rule: must, should or may.</param>
/// <param name="Because">redList or exemplar: what earns the incentives.</param>
/// <param name="Matters">Codes of the matters concerned.</param>
/// <param name="Departments">Codes of the departments that handle these matters.</param>
/// <param name="Until">Last day of the record's term, inclusive; absent when it has no fixed end.</param>
/// <param name="Hold">Why it is not carried out for now; only when suspended.</param>
internal sealed record EffectBody(
    EffectTurn Effect,
    RecordBody Record,
    string? Rule,
    Force? Force,
    StatusColumn? Because,
    ImmutableArray<MeasureNameBody> Measures,
    ImmutableArray<NamedCode> Incentives,
    ImmutableArray<string> Matters,
    ImmutableArray<string> Departments,
    DateOnly? Until,
    EffectHoldBody? Hold);

/// <param name="Class">1 reduces rights, 2 management, 3 advice to the market.</param>
internal sealed record MeasureNameBody(string Code, string Name, int Class);

/// <param name="Reference">Number of the objection, the stay, the listing or the registration.</param>
/// <param name="Due">Last day of verification, or of the stay.</param>
internal sealed record EffectHoldBody(HoldReason Reason, string Reference, DateOnly? Due);
