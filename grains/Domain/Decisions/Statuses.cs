using System.Collections.Immutable;
using CreditGate.Domain.Records;

namespace CreditGate.Domain.Decisions;

/// <summary>What a subject is, as far as a check may say it.</summary>
public enum StatusCode
{
    NotFound,
    Ambiguous,
    RedList,
    Exemplar,
    Clean3Y,
    NoNegativeRecord,
    Ordinary,
    Penalised,
    SeriousListed,
    Abnormal,
    UnderObjection,
    Stayed,
    Deregistered,
    Revoked,
}

/// <param name="Records">The records behind the status; empty for statuses that rest on the absence of records.</param>
public sealed record StatusFinding(StatusCode Code, ImmutableArray<RecordRef> Records);

/// <summary>What a reminder speaks of.</summary>
public enum ReminderCode
{
    NotFound,
    Deregistered,
    Revoked,
    PenaltyInPublicity,
    AbnormalListing,
    NoFacilitation,
    OpenCommitment,
    BreachedCommitment,
    ExitDecision,
    RiskClass,
    TaxCreditA,
    Evaluation,
    ConditionalIncentive,
    ListNotEnabled,
    CalendarMissing,
}

/// <summary>A fact that the caller should see; it restricts nothing by itself.</summary>
/// <param name="Until">Last day of what the reminder speaks of, inclusive: of publicity for a penalty, of the promise for a commitment, else of the term.</param>
/// <param name="Disputed">The dispute mark (异议标注) of the record, which stays visible with it.</param>
public sealed record Reminder(ReminderCode Code, LocalText Text, RecordRef? Record = null, Hold? Disputed = null, DateOnly? Until = null);
