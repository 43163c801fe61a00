using System.Text.Json.Serialization;

namespace CreditGate.Domain.Records;

/// <summary>不准出境决定.</summary>
public sealed record ExitDecisionRecord : PublicCreditRecord
{
    [JsonIgnore]
    public override RecordKind Kind => RecordKind.ExitDecision;
}
