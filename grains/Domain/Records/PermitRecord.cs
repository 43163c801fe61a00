using System.Text.Json.Serialization;

namespace CreditGate.Domain.Records;

/// <summary>行政许可.</summary>
public sealed record PermitRecord : PublicCreditRecord
{
    [JsonIgnore]
    public override RecordKind Kind => RecordKind.Permit;

    public string? Title { get; init => field = SharedTexts.Of(value); }
}
