using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace CreditGate.Domain.Records;

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
    private static readonly ImmutableArray<PenaltyCategory>[] Single = [.. Enum.GetValues<PenaltyCategory>().Select(static category => ImmutableArray.Create(category))];

    [JsonIgnore]
    public override RecordKind Kind => RecordKind.Penalty;

    public ImmutableArray<PenaltyCategory> Categories { get; init => field = Shared(value); } = [];

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

    /// <summary>Most penalties are of one category.</summary>
    private static ImmutableArray<PenaltyCategory> Shared(ImmutableArray<PenaltyCategory> categories) => categories switch
    {
        { IsDefault: true } => [],
        [var only] when (uint)only < (uint)Single.Length => Single[(int)only],
        _ => categories,
    };
}
