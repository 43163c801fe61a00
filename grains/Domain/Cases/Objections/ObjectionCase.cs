using System.Collections.Immutable;
using System.Text.Json.Serialization;
using CreditGate.Domain.Records;

namespace CreditGate.Domain.Cases.Objections;

/// <summary>Who brought it up (plan art. 14).</summary>
public enum ObjectionSource
{
    /// <summary>信用主体提出异议申请</summary>
    Applicant,

    /// <summary>投诉</summary>
    Complaint,

    /// <summary>执行措施的部门主动发现</summary>
    SelfDiscovered,
}

public enum ObjectionGround
{
    /// <summary>信息有误</summary>
    Wrong,

    /// <summary>信息缺失</summary>
    Incomplete,

    /// <summary>重复公示</summary>
    Duplicate,

    /// <summary>不应公示</summary>
    NotToBePublished,

    /// <summary>超期公示</summary>
    Overdue,

    /// <summary>与认定机关信息不一致</summary>
    DiffersFromAuthority,
}

/// <summary>异议: a record is said to be wrong, and no adverse measure may rest on it until that is verified (plan art. 14).</summary>
public sealed record ObjectionCase : Case
{
    [JsonIgnore]
    public override CaseKind Kind => CaseKind.Objection;

    public required ObjectionSource Source { get; init; }

    public ImmutableArray<ObjectionGround> Grounds { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>What is said to be wrong, in the objector's words; ID numbers are masked.</summary>
    public string? Statement { get; init; }

    /// <summary>Number of the newest earlier objection to the same record; null for the first.</summary>
    public string? Repeats { get; init; }

    /// <summary>Revision of the record when the objection was accepted: a correction is newer.</summary>
    public Revision? Disputed { get; init; }

    /// <summary>When it was upheld, corrected or withdrawn; null while it is open.</summary>
    public DateTimeOffset? ConcludedAt { get; init; }

    /// <summary>The record was wrong: past answers that rested on it are to be set right.</summary>
    [JsonIgnore]
    public bool FoundWrong => ConcludedAt is not null && Result is nameof(ObjectionResult.Corrected) or nameof(ObjectionResult.Withdrawn);

    /// <summary>The state that concluded it; null while it is open.</summary>
    public string? Result { get; init; }

    /// <summary>By department, what is to be set right; null until the past answers were searched.</summary>
    public ImmutableArray<RestorationTask>? Restoration { get; init; }

    /// <summary>Not before every department that relied on a wrong record has set it right.</summary>
    [JsonIgnore]
    public override bool IsOver => base.IsOver && (!FoundWrong || Restoration?.All(static task => task.DoneAt is not null) is true);

    [JsonIgnore]
    public override DateTimeOffset? DueAt => FoundWrong && Restoration is null ? ConcludedAt + SearchDelay : base.DueAt;

    /// <summary>Receipts reach the ledger a moment after their answers: the search for those that relied on the record waits for them.</summary>
    private static TimeSpan SearchDelay { get; } = TimeSpan.FromSeconds(10);
}

/// <summary>States that conclude an objection.</summary>
public enum ObjectionResult
{
    Corrected,
    Withdrawn,
    Upheld,
}

/// <summary>An objection as it is submitted.</summary>
public sealed record ObjectionDraft : CaseRequest
{
    public required string Organisation { get; init; }

    public required RecordRef Record { get; init; }

    public required ObjectionSource Source { get; init; }

    public ImmutableArray<ObjectionGround> Grounds { get; init => field = value.IsDefault ? [] : value; } = [];

    public string? Statement { get; init; }

    public ImmutableArray<Material> Materials { get; init => field = value.IsDefault ? [] : value; } = [];
}
