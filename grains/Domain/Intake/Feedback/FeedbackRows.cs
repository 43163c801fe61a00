using System.Collections.Immutable;

namespace CreditGate.Domain.Intake.Feedback;

/// <summary>What a department did about an answer (执行反馈).</summary>
public sealed record FeedbackRow
{
    /// <summary>Who handled it (经办人), by the department's own name or number for them; never an ID number.</summary>
    public string? Operator { get; init; }

    /// <summary>One for each measure or incentive of the answer; the rest may follow in later calls.</summary>
    public ImmutableArray<FeedbackItemRow> Items { get; init; } = [];
}

/// <summary>What was done about one measure or incentive.</summary>
public sealed record FeedbackItemRow
{
    /// <summary>Code of the measure or incentive, as the answer gave it.</summary>
    public string? Code { get; init; }

    /// <summary>applied, partlyApplied, notApplied or alreadyInForce.</summary>
    public string? Action { get; init; }

    /// <summary>First day, inclusive; may lie ahead.</summary>
    public string? EffectiveFrom { get; init; }

    /// <summary>Last day, inclusive.</summary>
    public string? EffectiveTo { get; init; }

    /// <summary>What came of it. ID numbers in it are masked.</summary>
    public string? Result { get; init; }

    /// <summary>In 10,000 yuan (万元).</summary>
    public decimal? Amount10kCny { get; init; }

    /// <summary>Asked for with notApplied and partlyApplied: why. ID numbers in it are masked.</summary>
    public string? ReasonIfDifferent { get; init; }
}
