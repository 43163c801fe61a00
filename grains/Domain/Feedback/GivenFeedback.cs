namespace CreditGate.Domain.Feedback;

/// <summary>What a department did about one measure or incentive.</summary>
public enum FeedbackAction
{
    /// <summary>已执行</summary>
    Applied,

    /// <summary>部分执行</summary>
    PartlyApplied,

    /// <summary>未执行</summary>
    NotApplied,

    /// <summary>已在执行: imposed or given before the check already.</summary>
    AlreadyInForce,
}

/// <summary>执行反馈: a department's word on one measure or incentive of one answer. Kept for ever; members are only ever added.</summary>
/// <remarks>Days are legal days in China, both inclusive.</remarks>
public sealed record GivenFeedback
{
    /// <summary>Id of the receipt of the answer.</summary>
    public required Guid Receipt { get; init; }

    /// <summary>Code of the measure or incentive, as the answer gave it.</summary>
    public required string Code { get; init; }

    /// <summary>The department that got the answer.</summary>
    public required string Organisation { get; init; }

    public required string Credential { get; init; }

    public required FeedbackAction Action { get; init; }

    public DateOnly? EffectiveFrom { get; init; }

    public DateOnly? EffectiveTo { get; init; }

    /// <summary>What came of it; ID numbers are masked.</summary>
    public string? Result { get; init; }

    /// <summary>In 10,000 yuan (万元).</summary>
    public decimal? Amount10kCny { get; init; }

    /// <summary>Why what was done differs from the answer; ID numbers are masked.</summary>
    public string? Reason { get; init; }

    /// <summary>Who handled it, by the department's own name or number for them.</summary>
    public required string Operator { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Given after the last day for it.</summary>
    public bool IsLate { get; init; }

    /// <summary>What was done is not what the answer said, or not all of it.</summary>
    public static bool Differs(FeedbackAction action) => action is FeedbackAction.NotApplied or FeedbackAction.PartlyApplied;

    /// <summary>Whether another word says the same, whenever and with whatever key it was given.</summary>
    public bool SaysTheSame(GivenFeedback other) => this with { At = other.At, Credential = other.Credential, IsLate = other.IsLate } == other;
}
