using System.Text.Json.Serialization;

namespace CreditGate.Domain.Records;

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
