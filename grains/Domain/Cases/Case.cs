using System.Collections.Immutable;
using System.Text.Json.Serialization;
using CreditGate.Domain.Cases.Actions;
using CreditGate.Domain.Cases.Commitments;
using CreditGate.Domain.Cases.Listings;
using CreditGate.Domain.Cases.Objections;
using CreditGate.Domain.Cases.Repairs;
using CreditGate.Domain.Records;
using CreditGate.Domain.Workflows;

namespace CreditGate.Domain.Cases;

public enum CaseKind
{
    /// <summary>异议</summary>
    Objection,

    /// <summary>信用修复</summary>
    Repair,

    /// <summary>联合奖惩</summary>
    JointAction,

    /// <summary>容缺受理</summary>
    ToleranceAcceptance,

    /// <summary>名单列入</summary>
    ListEntry,
}

/// <summary>A process about one record of a subject. Days are legal days in China.</summary>
/// <remarks>Kept whole in every event that moves it, as records are. Members are only ever added.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ObjectionCase), nameof(CaseKind.Objection))]
[JsonDerivedType(typeof(RepairCase), nameof(CaseKind.Repair))]
[JsonDerivedType(typeof(JointActionCase), nameof(CaseKind.JointAction))]
[JsonDerivedType(typeof(ToleranceCase), nameof(CaseKind.ToleranceAcceptance))]
[JsonDerivedType(typeof(ListingCase), nameof(CaseKind.ListEntry))]
public abstract record Case
{
    [JsonIgnore]
    public abstract CaseKind Kind { get; }

    /// <summary>Case number, of the platform's making.</summary>
    public required string Id { get; init; }

    /// <summary>State of the workflow that is named as the kind is.</summary>
    public required string State { get; init; }

    public string? Previous { get; init; }

    public required RecordRef Record { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Organisation that took the case in, at its window or by its own finding.</summary>
    public required string OpenedBy { get; init; }

    public ImmutableArray<Material> Materials { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>What a complete submission would have held; empty unless the case was returned.</summary>
    public ImmutableArray<string> Missing { get; init => field = value.IsDefault ? [] : value; } = [];

    public ImmutableArray<CaseDeadline> Deadlines { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Reason given for the newest step that wanted one; ID numbers are masked.</summary>
    public string? Reason { get; init; }

    /// <summary>The legal limit of some term passed before the step that it was set for.</summary>
    public bool IsOverdue { get; init; }

    /// <summary>Departments that have to do something in it, beside the unit whose record it is and the one that took it in.</summary>
    [JsonIgnore]
    public IEnumerable<string> Parties => this switch
    {
        JointActionCase action => action.Tasks.Select(static task => task.Department).Distinct(StringComparer.Ordinal),
        RepairCase { Joined: { } joined } => [joined.Organisation],
        ObjectionCase { Restoration: { } restoration } => restoration.Select(static task => task.Organisation),
        _ => [],
    };

    [JsonIgnore]
    public WorkflowPlace Place => new(State, Previous);

    /// <summary>Nothing more is to be done about it.</summary>
    [JsonIgnore]
    public virtual bool IsOver => WorkflowBook.Product[Kind.ToString()].Workflow.IsFinal(State) || State == "Closed";

    /// <summary>The next instant at which somebody must be told of a deadline; null when there is none.</summary>
    [JsonIgnore]
    public virtual DateTimeOffset? DueAt => Deadlines.Min(static deadline => deadline.TellAt);
}

/// <summary>A document that stands elsewhere: the platform keeps where it is and what it was, never the document.</summary>
/// <param name="Reference">Where it is found, in the words of the window's own file system.</param>
/// <param name="Sha256">Of its bytes, lower-case hex.</param>
public sealed record Material(MaterialKind Kind, string Reference, string Sha256)
{
    /// <summary>Of public service: the hours that the document certifies.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Hours { get; init; }
}

public enum MaterialKind
{
    /// <summary>申请书</summary>
    Application,

    /// <summary>经办人身份证明</summary>
    Identity,

    /// <summary>证明材料</summary>
    Proof,

    /// <summary>信用承诺书</summary>
    Commitment,

    /// <summary>履行义务、纠正行为的证明</summary>
    DutiesDone,

    /// <summary>公益服务时长证明 (persons)</summary>
    PublicService,

    /// <summary>其他</summary>
    Other,

    /// <summary>法院批准重整计划或认可和解协议的裁定</summary>
    CourtRuling,
}
