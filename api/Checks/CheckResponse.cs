using System.Collections.Immutable;
using CreditGate.Api.Explanations;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Evidence;
using CreditGate.Domain.Records;
using CreditGate.Domain.Sampling;

namespace CreditGate.Api.Checks;

/// <summary>The answer to a check. Instants carry the offset of China Standard Time; days are legal days in China.</summary>
internal sealed record CheckResponse
{
    /// <summary>Id of the durable receipt (查询凭证).</summary>
    public required Guid Receipt { get; init; }

    /// <summary>refuse, restrict, review, proceed or prefer. The platform reminds; the department decides and feeds back.</summary>
    public required Outcome Outcome { get; init; }

    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>First instant at which the answer may no longer be relied on (exclusive end).</summary>
    public required DateTimeOffset ValidUntil { get; init; }

    public required SubjectBody Subject { get; init; }

    /// <summary>The subject's version; give it back with consistency atLeast.</summary>
    public required string Token { get; init; }

    public required NamedCode Matter { get; init; }

    public required ImmutableArray<StatusBody> Statuses { get; init; }

    /// <summary>Every measure of every rule that applied, not only the strongest.</summary>
    public required ImmutableArray<MeasureBody> Measures { get; init; }

    public required ImmutableArray<IncentiveBody> Incentives { get; init; }

    /// <summary>Incentives that are not given now, and why. Losing an incentive is not a punishment.</summary>
    public required ImmutableArray<WithheldBody> Withheld { get; init; }

    /// <summary>Measures that are not carried out while an objection is verified or a stay is in force (暂不执行).</summary>
    public required ImmutableArray<SuspendedBody> Suspended { get; init; }

    /// <summary>Facts to see; they restrict nothing by themselves.</summary>
    public required ImmutableArray<ReminderBody> Reminders { get; init; }

    /// <summary>Class 3 measures: information and suggestion, never an order.</summary>
    public required ImmutableArray<MeasureBody> Advice { get; init; }

    /// <summary>What a person must settle before the matter goes on.</summary>
    public required ImmutableArray<QuestionBody> Questions { get; init; }

    /// <summary>Measures that the matter foresees although the catalogue has no rule for them.</summary>
    public required ImmutableArray<MeasureBody> Proposals { get; init; }

    /// <summary>What the subject may do about it (救济途径): to be told with every adverse decision. Empty when nothing stands against the subject.</summary>
    public required ImmutableArray<RemedyBody> Remedies { get; init; }

    /// <summary>Of inspection matters: how often to draw the subject for an inspection plan; absent when no class is known of it.</summary>
    public SamplingBody? Sampling { get; init; }

    /// <summary>Persons named in the check, with the version of their standing that was used.</summary>
    public required ImmutableArray<LinkedBody> Linked { get; init; }

    /// <summary>Edition of the catalogue that decided.</summary>
    public required string Edition { get; init; }

    /// <summary>The oldest instant that the sources of this matter's rules declared their data true for; absent when one never spoke or none is used.</summary>
    public DateTimeOffset? DataAsOf { get; init; }

    /// <summary>Sources that have been silent for longer than their limit: the answer may lack what they have not sent.</summary>
    public required ImmutableArray<StaleSourceBody> StaleSources { get; init; }

    public required ImmutableArray<ReminderBody> Warnings { get; init; }

    /// <summary>When the node that answered last heard from the ledger.</summary>
    public required DateTimeOffset ConfirmedAt { get; init; }

    /// <summary>True when that was more than a second before the decision.</summary>
    public required bool Unconfirmed { get; init; }

    public required DecidedBy DecidedBy { get; init; }

    /// <summary>Why the answer is what it is, when the check asked to explain. No part of the receipt.</summary>
    public ExplanationBody? Explanation { get; init; }
}

/// <param name="Key">Key of the subject for later calls; absent when the person is unknown or the identity ambiguous.</param>
/// <param name="Masked">Masked ID number, for a person named by it.</param>
internal sealed record SubjectBody(string? Key, string? Name, string? Masked);

internal sealed record NamedCode(string Code, string Name);

/// <summary>Names one record: with the subject, its natural key.</summary>
/// <param name="Via">For a record that names this person: the subject whose record it is.</param>
internal sealed record RecordBody(string Source, string SourceName, RecordKind Kind, string Number, string? List, string? ListName, string? Via);

internal sealed record StatusBody(StatusCode Code, string Name, ImmutableArray<RecordBody> Records);

/// <param name="Class">1 reduces rights, 2 management, 3 advice to the market.</param>
/// <param name="Confidence">doc: in the plan; found: seen in public; own: to be confirmed before it has legal effect.</param>
/// <param name="Rule">The matter rule that applied; absent for proposals.</param>
/// <param name="Until">Last day of the record's term, inclusive; absent when it has no fixed end.</param>
/// <param name="On">The person named in the check whom the measure concerns; absent for the subject itself.</param>
internal sealed record MeasureBody(
    string Code,
    string Name,
    int Class,
    Force Force,
    Effect Effect,
    string Basis,
    Confidence Confidence,
    string? Rule,
    RecordBody Record,
    DateOnly? Until,
    string? Scope,
    OnLinked? On);

internal sealed record IncentiveBody(string Code, string Name, string Basis, Confidence Confidence, StatusColumn Because, string Terms);

internal sealed record WithheldBody(string Code, string Name, StatusColumn Because, WithheldReason Reason, string Text);

/// <param name="Hold">objection or stay.</param>
/// <param name="Due">Last day of verification (20 calendar days), or of the stay.</param>
internal sealed record SuspendedBody(MeasureBody Measure, HoldKind Hold, string Reference, DateOnly? Due);

/// <param name="Disputed">The dispute mark (异议标注) of the record.</param>
internal sealed record ReminderBody(ReminderCode Code, string Text, RecordBody? Record, Hold? Disputed, DateOnly? Until);

internal sealed record QuestionBody(string Code, string Text, string? Rule, RecordBody? Record);

/// <summary>Advice for an inspection plan; it supervises, and is no ground to refuse anything.</summary>
/// <param name="Class">A, B, C or D.</param>
/// <param name="Because">riskClass, or keySupervision: a listing asks for strict supervision, as of class D.</param>
/// <param name="FromPercent">Lower end of the ratio of subjects drawn.</param>
/// <param name="ToPercent">Upper end, inclusive.</param>
/// <param name="Reduced">An incentive asks for less than this: no disturbance without cause.</param>
/// <param name="Edition">Of the sampling policy.</param>
/// <param name="Confidence">own: to be confirmed.</param>
internal sealed record SamplingBody(
    RiskGrade Class, SamplingReason Because, int FromPercent, int ToPercent, string Frequency, bool Reduced, string Edition, string Basis, Confidence Confidence);

/// <param name="Code">objection, repair, administrativeReview, administrativeLitigation or courtCorrection.</param>
/// <param name="Text">What may be done, where, and within what time.</param>
/// <param name="Confidence">doc: in the plan; found: seen in public; own: to be confirmed before it has legal effect.</param>
internal sealed record RemedyBody(string Code, string Name, string Text, string Basis, Confidence Confidence);

internal sealed record LinkedBody(LinkedRole Role, string Key, string Token);

internal sealed record StaleSourceBody(string Source, string Name, DateTimeOffset? DataAsOf, int LimitDays);
