using System.Collections.Immutable;
using System.Text.Json.Serialization;
using CreditGate.Domain.Catalogues;

namespace CreditGate.Domain.Records;

/// <summary>One fact from one source about one subject (公共信用信息). Dates are legal days in China.</summary>
/// <remarks>Collections turn an absent member into an empty one, because older JSON lacks members that came later.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(RegistrationRecord), nameof(RecordKind.Registration))]
[JsonDerivedType(typeof(PermitRecord), nameof(RecordKind.Permit))]
[JsonDerivedType(typeof(PenaltyRecord), nameof(RecordKind.Penalty))]
[JsonDerivedType(typeof(ListEntryRecord), nameof(RecordKind.ListEntry))]
[JsonDerivedType(typeof(ConsumptionOrderRecord), nameof(RecordKind.ConsumptionOrder))]
[JsonDerivedType(typeof(ExitDecisionRecord), nameof(RecordKind.ExitDecision))]
[JsonDerivedType(typeof(StayRecord), nameof(RecordKind.Stay))]
[JsonDerivedType(typeof(CommitmentRecord), nameof(RecordKind.Commitment))]
[JsonDerivedType(typeof(RiskClassRecord), nameof(RecordKind.RiskClass))]
[JsonDerivedType(typeof(TaxGradeRecord), nameof(RecordKind.TaxGrade))]
[JsonDerivedType(typeof(EvaluationRecord), nameof(RecordKind.Evaluation))]
[JsonDerivedType(typeof(SceneConsentRecord), nameof(RecordKind.SceneConsent))]
public abstract record PublicCreditRecord
{
    private RecordRefPlace _ref;
    private RareMembers? _rare;

    [JsonIgnore]
    public abstract RecordKind Kind { get; }

    /// <summary>Organisation code of the unit that provided the record.</summary>
    public required string Source { get; init => field = SharedTexts.Of(value)!; }

    /// <summary>Decision or document number.</summary>
    public required string Number { get; init; }

    public required Revision Revision { get; init; }

    /// <summary>Day of the decision; the record has no effect before it.</summary>
    public required DateOnly DecidedOn { get; init; }

    /// <summary>Last day of the term that was decided for this record, inclusive; beats the period of the list.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Clause on which the record rests, as the source states it.</summary>
    public string? Basis { get; init => field = SharedTexts.Of(value); }

    public string? Reason { get; init; }

    public DisputeMark? Dispute { get => _rare?.Dispute; init => _rare = RareMembers.With(_rare, value, static (rare, mark) => rare with { Dispute = mark }); }

    public RepairMark? Repair { get => _rare?.Repair; init => _rare = RareMembers.With(_rare, value, static (rare, mark) => rare with { Repair = mark }); }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ShieldMark? Shield { get => _rare?.Shield; init => _rare = RareMembers.With(_rare, value, static (rare, mark) => rare with { Shield = mark }); }

    /// <summary>Null when no repair was granted in part.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<EasingMark>? Easings { get => _rare?.Easings; init => _rare = RareMembers.With(_rare, value, static (rare, marks) => rare with { Easings = marks }); }

    public RemovalMark? Removal { get => _rare?.Removal; init => _rare = RareMembers.With(_rare, value, static (rare, mark) => rare with { Removal = mark }); }

    public WithdrawalMark? Withdrawal { get => _rare?.Withdrawal; init => _rare = RareMembers.With(_rare, value, static (rare, mark) => rare with { Withdrawal = mark }); }

    /// <summary>Persons whom the record names.</summary>
    public ImmutableArray<LinkedPerson> Linked
    {
        get => _rare is { Linked: { } linked } ? linked : [];
        init => _rare = RareMembers.With(_rare, value.IsDefaultOrEmpty ? (ImmutableArray<LinkedPerson>?)null : value, static (rare, linked) => rare with { Linked = linked });
    }

    /// <summary>Set on the copy in a linked person's stream: whose record it is, and the person's roles in it.</summary>
    public MirrorOf? Mirror { get => _rare?.Mirror; init => _rare = RareMembers.With(_rare, value, static (rare, mirror) => rare with { Mirror = mirror }); }

    /// <summary>Whether a repair in part took this measure off the record.</summary>
    public bool IsEased(string measure) => Easings is { } easings && easings.Any(easing => easing.Measures.Contains(measure));

    [JsonIgnore]
    public RecordRef Ref => _ref.Of(this);
}

/// <summary>Where a mirrored record comes from.</summary>
/// <param name="Subject">Key of the subject whose record it is.</param>
/// <param name="Roles">Every role in which the record names the person: one may hold several.</param>
public sealed record MirrorOf(string Subject, params ImmutableArray<LinkedRole> Roles)
{
    public ImmutableArray<LinkedRole> Roles { get; } = Roles.IsDefault ? [] : Roles;
}
