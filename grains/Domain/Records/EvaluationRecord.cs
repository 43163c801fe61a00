using System.Text.Json.Serialization;

namespace CreditGate.Domain.Records;

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
