using System.Text.Json.Serialization;

namespace CreditGate.Domain.Records;

public enum CommitmentState
{
    Open,
    Fulfilled,
    Breached,
}

/// <summary>信用承诺及履行情况.</summary>
public sealed record CommitmentRecord : PublicCreditRecord
{
    [JsonIgnore]
    public override RecordKind Kind => RecordKind.Commitment;

    public CommitmentState State { get; init; }

    public DateOnly? DueOn { get; init; }

    public DateOnly? BreachedOn { get; init; }
}
