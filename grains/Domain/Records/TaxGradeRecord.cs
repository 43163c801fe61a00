using System.Text.Json.Serialization;

namespace CreditGate.Domain.Records;

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
