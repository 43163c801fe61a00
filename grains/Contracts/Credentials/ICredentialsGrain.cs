using Orleans.Concurrency;

namespace CreditGate.Contracts.Credentials;

/// <summary>All credentials of the platform, in one grain with the key <see cref="Key"/>. Secrets are known only by their hash.</summary>
[GrainInterfaceType("creditgate.credentials")]
[Alias("creditgate.credentials")]
public interface ICredentialsGrain : IGrainWithStringKey
{
    const string Key = "credentials";

    /// <summary>The credential whose secret has this SHA-256; null when there is none.</summary>
    [AlwaysInterleave]
    [Alias("Find")]
    ValueTask<Credential?> Find(string secretHash);

    /// <summary>Enters a credential. Durable when it returns; entering the same hash again changes nothing.</summary>
    [Alias("Add")]
    ValueTask<Credential> Add(Credential credential);

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
public sealed record CredentialList([property: Id(0)] long Version, [property: Id(1)] Credential[] Credentials);

public enum CredentialRole
{
    /// <summary>Checks, and pushes for its own organisation.</summary>
    Department,

    /// <summary>As a department, and hands out credentials.</summary>
    Operator,
}

/// <param name="Id">Stable name of the credential in receipts and events; says nothing of the secret.</param>
/// <param name="SecretHash">SHA-256 of the key, lower-case hex. Keys carry 256 random bits, so a plain hash suffices.</param>
/// <param name="Organisation">Organisation code: the source of what it pushes.</param>
[GenerateSerializer, Immutable, Alias("creditgate.Credential")]
public sealed record Credential(
    [property: Id(0)] string Id,
    [property: Id(1)] string SecretHash,
    [property: Id(2)] string Organisation,
    [property: Id(3)] CredentialRole Role,
    [property: Id(4)] string? Note,
    [property: Id(5)] DateTimeOffset CreatedAt);
