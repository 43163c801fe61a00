using Orleans.Concurrency;

namespace CreditGate.Contracts.Credentials;

/// <summary>All credentials of the platform, in one grain with the key <see cref="Key"/>. Secrets are known only by their hash.</summary>
[GrainInterfaceType("creditgate.credentials")]
[Alias("creditgate.credentials")]
public interface ICredentialsGrain : IGrainWithStringKey
{
    const string Key = "credentials";

    /// <summary>The credential one of whose keys has this SHA-256; null when there is none. Whether the key is still good is for the caller to see.</summary>
    [AlwaysInterleave]
    [Alias("Find")]
    ValueTask<Credential?> Find(string secretHash);

    /// <summary>Enters a credential. Durable when it returns; entering the same hash again changes nothing.</summary>
    [Alias("Add")]
    ValueTask<Credential> Add(Credential credential);

    /// <summary>As <see cref="Add"/>, told of as a change that somebody made.</summary>
    /// <param name="by">Id of the credential that asked for it.</param>
    [Alias("Create")]
    ValueTask<Credential> Create(Credential credential, string by);

    /// <summary>Gives a credential another key. Durable when it returns.</summary>
    [Alias("Rotate")]
    ValueTask<CredentialReply> Rotate(KeyRotation rotation);

    /// <summary>Takes a credential back for good. Durable when it returns.</summary>
    [Alias("Revoke")]
    ValueTask<CredentialReply> Revoke(Revocation revocation);

    /// <summary>Takes tokens of an issuer back. Durable when it returns; what says no more than what is known changes nothing.</summary>
    [Alias("RevokeTokens")]
    ValueTask<TokenRevocation> RevokeTokens(TokenRevocation revocation);

    /// <summary>The evidence of changes, oldest first.</summary>
    /// <param name="after">Number of a change; 0 for the first.</param>
    /// <param name="credential">Of this one only; null for all.</param>
    [AlwaysInterleave]
    [Alias("Changes")]
    ValueTask<CredentialChange[]> Changes(long after, int limit, string? credential);

    /// <summary>Notes when credentials were used. Kept to the hour, and no more often written.</summary>
    [Alias("Note")]
    ValueTask Note(CredentialUse[] uses);

    [AlwaysInterleave]
    [Alias("Uses")]
    ValueTask<CredentialUse[]> Uses();

    [AlwaysInterleave]
    [Alias("List")]
    ValueTask<Credential[]> List();

    /// <summary>All credentials, when they are no longer those of a version; null when they are.</summary>
    /// <param name="version">As it came with the last answer; -1 for the first.</param>
    [AlwaysInterleave]
    [Alias("Since")]
    ValueTask<CredentialList?> Since(long version);
}

/// <param name="Version">Moves with every change.</param>
[GenerateSerializer, Immutable, Alias("creditgate.CredentialList")]
public sealed record CredentialList([property: Id(0)] long Version, [property: Id(1)] Credential[] Credentials)
{
    /// <summary>Tokens that were taken back.</summary>
    [Id(2)]
    public TokenRevocation[] Tokens { get; init; } = [];
}
