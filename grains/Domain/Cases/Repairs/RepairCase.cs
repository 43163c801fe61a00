using System.Collections.Immutable;
using System.Text.Json.Serialization;
using CreditGate.Domain.Records;

namespace CreditGate.Domain.Cases.Repairs;

/// <summary>信用修复: the record is to end before its time, because the conduct is set right (plan art. 13).</summary>
public sealed record RepairCase : Case
{
    /// <summary>So many certified hours of public service stand for a person's commitment (own: to be confirmed).</summary>
    public const int ServiceHours = 20;

    /// <summary>After false material, no repair for so many months (own: to be confirmed).</summary>
    public const int BarMonths = 36;

    [JsonIgnore]
    public override CaseKind Kind => CaseKind.Repair;

    /// <summary>Application to the single window rather than to the initiating unit; the case is the same.</summary>
    public bool BySingleWindow { get; init; }

    /// <summary>Edition whose periods the application is judged by: the one in force when it was received.</summary>
    public required string Edition { get; init; }

    /// <summary>First day on which the record could be repaired.</summary>
    public required DateOnly PossibleFrom { get; init; }

    /// <summary>The application that came by the other channel while this one was open; null when none did.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SecondChannel? Joined { get; init; }

    /// <summary>A court approved a plan of reorganisation or a settlement: the record may be shielded while it is carried out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Bankruptcy { get; init; }

    /// <summary>The measures that are taken off, where the repair is granted in part; empty when the record is to be gone.</summary>
    public ImmutableArray<string> Lifts { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Published repair statement (修复说明); null until it is.</summary>
    public string? Statement { get; init; }

    public DateOnly? StatementOn { get; init; }

    /// <summary>After false material: last day on which no repair may be applied for.</summary>
    public DateOnly? BarredUntil { get; init; }
}

/// <summary>The same application by the other channel.</summary>
/// <param name="Organisation">Whose window took it in.</param>
public sealed record SecondChannel(string Organisation, bool BySingleWindow, DateTimeOffset At);

/// <summary>An application for repair as it is submitted.</summary>
public sealed record RepairDraft : CaseRequest
{
    public required string Organisation { get; init; }

    public required RecordRef Record { get; init; }

    public bool BySingleWindow { get; init; }

    public bool Bankruptcy { get; init; }

    public ImmutableArray<Material> Materials { get; init => field = value.IsDefault ? [] : value; } = [];
}
