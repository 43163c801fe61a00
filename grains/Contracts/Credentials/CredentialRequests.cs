namespace CreditGate.Contracts.Credentials;

/// <summary>Exchange of a credential's key.</summary>
/// <param name="Id">Of the credential.</param>
/// <param name="FormerUntil">Until when the former key is still taken.</param>
/// <param name="ExpiresAt">New end of the credential; null leaves it.</param>
[GenerateSerializer, Immutable, Alias("creditgate.KeyRotation")]
public sealed record KeyRotation(
    [property: Id(0)] string Id,
    [property: Id(1)] string SecretHash,
    [property: Id(2)] string Prefix,
    [property: Id(3)] DateTimeOffset FormerUntil,
    [property: Id(4)] DateTimeOffset? ExpiresAt,
    [property: Id(5)] string By,
    [property: Id(6)] DateTimeOffset At);

[GenerateSerializer, Immutable, Alias("creditgate.Revocation")]
public sealed record Revocation([property: Id(0)] string Id, [property: Id(1)] string? Reason, [property: Id(2)] string By, [property: Id(3)] DateTimeOffset At);

public enum CredentialRefusal
{
    None,
    Unknown,
    Revoked,
    Expired,

    /// <summary>Without it nobody could hand out credentials any more.</summary>
    LastOperator,
}

/// <summary>The credential as it is now, or why it stays as it was.</summary>
[GenerateSerializer, Immutable, Alias("creditgate.CredentialReply")]
public sealed record CredentialReply([property: Id(0)] Credential? Credential, [property: Id(1)] CredentialRefusal Refusal);

/// <param name="Hour">Beginning of the hour in which it was last used.</param>
[GenerateSerializer, Immutable, Alias("creditgate.CredentialUse")]
public sealed record CredentialUse([property: Id(0)] string Id, [property: Id(1)] DateTimeOffset Hour);
