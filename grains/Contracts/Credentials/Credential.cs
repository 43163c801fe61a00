using CreditGate.Domain.Access;
using CreditGate.Domain.Catalogues;

namespace CreditGate.Contracts.Credentials;

public enum CredentialRole
{
    /// <summary>Checks, and pushes for its own organisation.</summary>
    Department,

    /// <summary>As a department, and hands out credentials.</summary>
    Operator,

    /// <summary>Serves scenes, and is told eligible or not.</summary>
    Merchant,
}

/// <param name="Id">Stable name of the credential in receipts and events; says nothing of the secret.</param>
/// <param name="SecretHash">SHA-256 of the key, lower-case hex. Keys carry 256 random bits, so a plain hash suffices.</param>
/// <param name="Organisation">Organisation code: the source of what it pushes.</param>
/// <param name="Role">What it might do before there were scopes.</param>
[GenerateSerializer, Immutable, Alias("creditgate.Credential")]
public sealed record Credential(
    [property: Id(0)] string Id,
    [property: Id(1)] string SecretHash,
    [property: Id(2)] string Organisation,
    [property: Id(3)] CredentialRole Role,
    [property: Id(4)] string? Note,
    [property: Id(5)] DateTimeOffset CreatedAt)
{
    /// <summary>None for credentials that were stored before there were scopes: see <see cref="Granted"/>.</summary>
    [Id(6)]
    public Scope Scopes { get; init; }

    /// <summary>Null for credentials that were stored before there were limits: nothing limits them.</summary>
    [Id(7)]
    public AccessLimits? Limits { get; init; }

    /// <summary>The first instant at which it is no longer good; null for no end.</summary>
    [Id(8)]
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>How its key begins, to know it by.</summary>
    [Id(9)]
    public string? Prefix { get; init; }

    [Id(10)]
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Keys that were exchanged and are still taken for a while.</summary>
    [Id(11)]
    public RetiringKey[] Retiring { get; init; } = [];

    public Scope Granted => Scopes != Scope.None ? Scopes
        : Role == CredentialRole.Operator ? Domain.Access.Scopes.All
        : Organisation == Department.PlatformOperator ? Domain.Access.Scopes.Department | Scope.Audit
        : Domain.Access.Scopes.Department;

    public AccessLimits Reach => Limits ?? AccessLimits.None;

    /// <summary>The end of a key: the first instant at which it is not taken any more. Null when it is none of this credential's.</summary>
    /// <param name="secretHash">SHA-256 of the key, lower-case hex.</param>
    public DateTimeOffset? EndOf(string secretHash)
    {
        var own = secretHash == SecretHash ? DateTimeOffset.MaxValue : Array.Find(Retiring, key => key.SecretHash == secretHash)?.Until;
        return RevokedAt is not null || own is null ? null : ExpiresAt < own ? ExpiresAt : own;
    }

    public bool IsGoodAt(DateTimeOffset instant) => EndOf(SecretHash) > instant;
}

/// <param name="Until">The first instant at which it is not taken any more.</param>
[GenerateSerializer, Immutable, Alias("creditgate.RetiringKey")]
public sealed record RetiringKey([property: Id(0)] string SecretHash, [property: Id(1)] string? Prefix, [property: Id(2)] DateTimeOffset Until);
