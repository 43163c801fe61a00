using System.Text.Json.Serialization;

namespace CreditGate.Domain.Records;

/// <summary>A decision of a court or review body that stays the execution of another record.</summary>
public sealed record StayRecord : PublicCreditRecord
{
    [JsonIgnore]
    public override RecordKind Kind => RecordKind.Stay;

    /// <summary>Number of the record that is stayed.</summary>
    public required string StayedNumber { get; init; }

    /// <summary>Source of the record that is stayed; null when the number alone names it.</summary>
    public string? StayedSource { get; init; }

    public bool Stays(PublicCreditRecord record) =>
        StayedNumber == record.Number && (StayedSource is null || StayedSource == record.Source);
}
