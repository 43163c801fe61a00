using System.Text.Json.Serialization;

namespace CreditGate.Domain.Records;

/// <summary>限制消费令: a court's order, with or without a listing as judgment defaulter.</summary>
public sealed record ConsumptionOrderRecord : PublicCreditRecord
{
    [JsonIgnore]
    public override RecordKind Kind => RecordKind.ConsumptionOrder;
}
