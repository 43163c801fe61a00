using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace CreditGate.Domain.Records;

public enum RegistrationStatus
{
    Active,
    Deregistered,
    Revoked,
}

/// <summary>登记注册基本信息: that the subject exists, since when, and whether it still does.</summary>
public sealed record RegistrationRecord : PublicCreditRecord
{
    [JsonIgnore]
    public override RecordKind Kind => RecordKind.Registration;

    /// <summary>Registered name of an entity; for persons the masked name only.</summary>
    public required string Name { get; init; }

    public RegistrationStatus Status { get; init; }

    public DateOnly? EstablishedOn { get; init; }
}

/// <summary>行政许可.</summary>
public sealed record PermitRecord : PublicCreditRecord
{
    [JsonIgnore]
    public override RecordKind Kind => RecordKind.Permit;

    public string? Title { get; init; }
}

public enum PenaltyCategory
{
    /// <summary>警告</summary>
    Warning,

    /// <summary>通报批评</summary>
    CirculatedCriticism,

    /// <summary>罚款</summary>
    Fine,

    /// <summary>没收违法所得、没收非法财物</summary>
    Confiscation,

    /// <summary>暂扣许可证</summary>
    LicenceSuspended,

    /// <summary>降低资质等级</summary>
    QualificationLowered,

    /// <summary>吊销许可证</summary>
    LicenceRevoked,

    /// <summary>限制开展生产经营活动</summary>
    ActivityRestricted,

    /// <summary>责令停产停业</summary>
    ProductionSuspended,

    /// <summary>责令关闭</summary>
    OrderedClosure,

    /// <summary>限制从业</summary>
    CareerRestricted,

    /// <summary>行政拘留</summary>
    Detention,

    /// <summary>其他</summary>
    Other,
}

public enum Severity
{
    Minor,
    General,
    Serious,
}

/// <summary>行政处罚.</summary>
public sealed record PenaltyRecord : PublicCreditRecord
{
    [JsonIgnore]
    public override RecordKind Kind => RecordKind.Penalty;

    public ImmutableArray<PenaltyCategory> Categories { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>As the source states it; null when it leaves this to the severity rules of the edition.</summary>
    public Severity? Severity { get; init; }

    public bool SimpleProcedure { get; init; }

    /// <summary>Fine in 10,000 yuan (万元).</summary>
    public decimal? Fine10kCny { get; init; }

    /// <summary>First day of publicity; null when the source does not say.</summary>
    public DateOnly? PublishedOn { get; init; }

    /// <summary>Last day of publicity that the source declares, inclusive.</summary>
    public DateOnly? PublicityEndsOn { get; init; }

    /// <summary>Whether the conduct is corrected and the duties are done; null when unknown.</summary>
    public bool? DutiesDone { get; init; }
}

/// <summary>An entry on one of the catalogue's lists: serious dishonesty, abnormal, red or exemplar.</summary>
public sealed record ListEntryRecord : PublicCreditRecord
{
    [JsonIgnore]
    public override RecordKind Kind => RecordKind.ListEntry;

    public required string List { get; init; }

    /// <summary>Day of entry, from which the list's period counts.</summary>
    public required DateOnly ListedOn { get; init; }

    /// <summary>The entry stands until its duty is performed, with no fixed term (judgment defaulters who are able but refuse).</summary>
    public bool UntilPerformed { get; init; }

    /// <summary>Facts that rules may require: true or false when settled, absent when open.</summary>
    public ImmutableSortedDictionary<string, bool> Facts { get; init => field = value ?? ImmutableSortedDictionary<string, bool>.Empty; } = ImmutableSortedDictionary<string, bool>.Empty;
}

/// <summary>限制消费令: a court's order, with or without a listing as judgment defaulter.</summary>
public sealed record ConsumptionOrderRecord : PublicCreditRecord
{
    [JsonIgnore]
    public override RecordKind Kind => RecordKind.ConsumptionOrder;
}

/// <summary>不准出境决定.</summary>
public sealed record ExitDecisionRecord : PublicCreditRecord
{
    [JsonIgnore]
    public override RecordKind Kind => RecordKind.ExitDecision;
}

/// <summary>A decision of a court or review body that stays the execution of another record.</summary>
public sealed record StayRecord : PublicCreditRecord
{
    [JsonIgnore]
    public override RecordKind Kind => RecordKind.Stay;

    /// <summary>Number of the record that is stayed.</summary>
    public required string StayedNumber { get; init; }

    /// <summary>Source of the record that is stayed; null when the number alone names it.</summary>
    public string? StayedSource { get; init; }

    public bool Stays(PublicCreditRecord record) =>
        StayedNumber == record.Number && (StayedSource is null || StayedSource == record.Source);
}

public enum CommitmentState
{
    Open,
    Fulfilled,
    Breached,
}

/// <summary>信用承诺及履行情况.</summary>
public sealed record CommitmentRecord : PublicCreditRecord
{
    [JsonIgnore]
    public override RecordKind Kind => RecordKind.Commitment;

    public CommitmentState State { get; init; }

    public DateOnly? DueOn { get; init; }

    public DateOnly? BreachedOn { get; init; }
}

public enum RiskGrade
{
    A,
    B,
    C,
    D,
}

/// <summary>企业信用风险分类: for supervision only, never published, never a ground to refuse a permit.</summary>
public sealed record RiskClassRecord : PublicCreditRecord
{
    [JsonIgnore]
    public override RecordKind Kind => RecordKind.RiskClass;

    public required RiskGrade Grade { get; init; }
}

public enum TaxCredit
{
    A,
    B,
    M,
    C,
    D,
}

/// <summary>纳税缴费信用.</summary>
public sealed record TaxGradeRecord : PublicCreditRecord
{
    [JsonIgnore]
    public override RecordKind Kind => RecordKind.TaxGrade;

    public required TaxCredit Grade { get; init; }
}

public enum EvaluationGrade
{
    /// <summary>优</summary>
    Excellent,

    /// <summary>良</summary>
    Good,

    /// <summary>中</summary>
    Fair,

    /// <summary>差</summary>
    Poor,
}

/// <summary>公共信用综合评价: information, never a list.</summary>
public sealed record EvaluationRecord : PublicCreditRecord
{
    [JsonIgnore]
    public override RecordKind Kind => RecordKind.Evaluation;

    public required EvaluationGrade Grade { get; init; }
}

/// <summary>A person's opt-in to Xinyi+ scenes (plan art. 6).</summary>
public sealed record SceneConsentRecord : PublicCreditRecord
{
    [JsonIgnore]
    public override RecordKind Kind => RecordKind.SceneConsent;

    /// <summary>Scene codes such as S05.</summary>
    public ImmutableArray<string> Scenes { get; init => field = value.IsDefault ? [] : value; } = [];
}
