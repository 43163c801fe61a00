using System.Text.Json.Serialization;

namespace CreditGate.Domain.Records;

public enum RegistrationStatus
{
    Active,
    Deregistered,
    Revoked,
}

/// <summary>登记注册基本信息: that the subject exists, since when, and whether it still does.</summary>
public sealed record RegistrationRecord : PublicCreditRecord
{
    [JsonIgnore]
    public override RecordKind Kind => RecordKind.Registration;

    /// <summary>Registered name of an entity; for persons the masked name only.</summary>
    public required string Name { get; init; }

    public RegistrationStatus Status { get; init; }

    public DateOnly? EstablishedOn { get; init; }
}
