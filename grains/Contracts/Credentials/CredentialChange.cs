using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using CreditGate.Domain.Access;

namespace CreditGate.Contracts.Credentials;

public enum CredentialChangeKind
{
    Created,
    Rotated,
    Revoked,

    /// <summary>A single token of an issuer was taken back.</summary>
    TokenRevoked,

    /// <summary>All tokens that a bearer was given before an instant were taken back.</summary>
    BearerRevoked,
}

/// <summary>The evidence of one change of the credentials. It is stored in the same write as the change.</summary>
[GenerateSerializer, Immutable, Alias("creditgate.CredentialChange")]
public sealed record CredentialChange
{
    /// <summary>From 1, without gaps.</summary>
    [Id(0)]
    public required long Number { get; init; }

    [Id(1)]
    public required DateTimeOffset At { get; init; }

    /// <summary>Id of the credential that asked for it.</summary>
    [Id(2)]
    public required string By { get; init; }

    /// <summary>Id of the credential that changed; of tokens, that of their revocation.</summary>
    [Id(3)]
    public required string Credential { get; init; }

    [Id(4)]
    public required CredentialChangeKind Kind { get; init; }

    [Id(5)]
    public required string Organisation { get; init; }

    [Id(6)]
    public string? Prefix { get; init; }

    [Id(7)]
    public Scope Scopes { get; init; }

    [Id(8)]
    public AccessLimits? Limits { get; init; }

    /// <summary>Why.</summary>
    [Id(9)]
    public string? Reason { get; init; }

    /// <summary>End of the credential after the change.</summary>
    [Id(10)]
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Until when the former key is taken.</summary>
    [Id(11)]
    public DateTimeOffset? FormerUntil { get; init; }

    /// <summary>Of a bearer: tokens issued before this were taken back.</summary>
    [Id(13)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]      // digests of earlier changes were made without it
    public DateTimeOffset? IssuedBefore { get; init; }

    /// <summary>SHA-256 over the digest of the change before and this one, lower-case hex: what is altered or left out later shows.</summary>
    [Id(12)]
    public string Digest { get; init; } = "";

    /// <param name="before">Digest of the change before; empty for the first.</param>
    public CredentialChange Sealed(string before)
    {
        var text = JsonSerializer.Serialize(this with { Digest = before });
        return this with { Digest = Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text))) };
    }
}
