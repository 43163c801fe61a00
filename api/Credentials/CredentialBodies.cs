using System.Collections.Immutable;
using System.Text.Json.Serialization;
using CreditGate.Api.Hosting;
using CreditGate.Contracts.Credentials;
using CreditGate.Domain.Access;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;

namespace CreditGate.Api.Credentials;

/// <summary>A key to hand out.</summary>
internal sealed record NewCredentialBody
{
    /// <summary>Longest note, in characters.</summary>
    public const int LongestNote = 200;

    /// <summary>Organisation code of the catalogue, such as D22: the source of what the key pushes.</summary>
    public string? Organisation { get; init; }

    /// <summary>For the operator: which system uses the key. Up to 200 characters; an ID number in it is masked.</summary>
    public string? Note { get; init; }

    /// <summary>check, push, act, object, repair, report, operate, audit, scene. Left out, the first six. Only D01, which operates the platform, may get operate; scene, a merchant's, goes alone and with limits that name its matters.</summary>
    public ImmutableArray<string> Scopes { get; init; } = [];

    /// <summary>How far the scopes reach.</summary>
    public LimitsBody? Limits { get; init; }

    /// <summary>The first instant at which it is no longer good; left out, none.</summary>
    [JsonConverter(typeof(InstantJson))]
    public DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>Limits of a credential. What is left out limits nothing, but for matters.</summary>
internal sealed record LimitsBody
{
    /// <summary>Organisation codes: whose doings a key with audit or operate may see.</summary>
    public ImmutableArray<string> Departments { get; init; } = [];

    /// <summary>Matters that may be asked about; * for all. Left out, those that the catalogue gives to the organisation or to nobody in particular.</summary>
    public ImmutableArray<string> Matters { get; init; } = [];

    /// <summary>Lists on which the key may enter subjects, such as L04.</summary>
    public ImmutableArray<string> Lists { get; init; } = [];

    /// <summary>First 2 to 6 digits of regions, such as 3607: of entities, by where their code was issued.</summary>
    public ImmutableArray<string> Regions { get; init; } = [];

    /// <summary>entity, person.</summary>
    public ImmutableArray<string> SubjectKinds { get; init; } = [];

    /// <summary>Single checks a second, on all nodes together; 0 for no limit, left out for the platform's own.</summary>
    public int? ChecksPerSecond { get; init; }

    /// <summary>Everything else a second, an item of a batch or a row of a push as one; 0 for no limit, left out for the platform's own.</summary>
    public int? OthersPerSecond { get; init; }

    /// <summary>Persons and subjects a minute that may be asked for in vain, beyond four for each one found; 0 for no limit, left out for the platform's own.</summary>
    public int? MissesPerMinute { get; init; }

    public static LimitsBody From(AccessLimits limits) => new()
    {
        ChecksPerSecond = limits.ChecksPerSecond,
        OthersPerSecond = limits.OthersPerSecond,
        MissesPerMinute = limits.MissesPerMinute,
        Departments = limits.Departments,
        Matters = limits.Matters,
        Lists = limits.Lists,
        Regions = limits.Regions,
        SubjectKinds = [.. ((SubjectKinds[])[Domain.Catalogues.SubjectKinds.Entity, Domain.Catalogues.SubjectKinds.Person])
            .Where(kind => limits.SubjectKinds.HasFlag(kind)).Select(static kind => kind == Domain.Catalogues.SubjectKinds.Entity ? "entity" : "person")],
    };
}

/// <param name="OverlapHours">For how many hours the former key is still taken, 0 to 720; left out, 24.</param>
/// <param name="ExpiresAt">New end of the credential; left out, it stays as it is.</param>
internal sealed record RotationBody(int? OverlapHours, [property: JsonConverter(typeof(InstantJson))] DateTimeOffset? ExpiresAt);

/// <param name="Reason">Up to 200 characters, kept with the change; an ID number in it is masked.</param>
internal sealed record RevocationBody(string? Reason);

/// <param name="Key">Shown once and kept only as a hash: store it now.</param>
/// <param name="Prefix">How the key begins; lists and logs show it.</param>
/// <param name="FormerUntil">After a rotation: until when the former key is taken.</param>
internal sealed record NewCredentialResponse(string Id, string Organisation, string Key, string Prefix, ImmutableArray<string> Scopes, DateTimeOffset? ExpiresAt, DateTimeOffset? FormerUntil);

/// <param name="State">active, expired or revoked.</param>
/// <param name="LastUsedAt">Beginning of the hour in which it was last used, told within a minute; absent when it never was.</param>
/// <param name="RetiringUntil">Until when the key before the last rotation is taken.</param>
internal sealed record CredentialBody(
    string Id, string Organisation, CredentialRole Role, string? Note, DateTimeOffset CreatedAt, string? Prefix, ImmutableArray<string> Scopes, LimitsBody Limits,
    string State, DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt, DateTimeOffset? RetiringUntil, DateTimeOffset? LastUsedAt)
{
    public static CredentialBody From(Credential known, DateTimeOffset? lastUsed, DateTimeOffset now) => new(
        known.Id,
        known.Organisation,
        known.Role,
        known.Note,
        InChina(known.CreatedAt)!.Value,
        known.Prefix,
        ScopeNames.In(known.Granted),
        LimitsBody.From(known.Reach),
        known.RevokedAt is not null ? "revoked" : known.IsGoodAt(now) ? "active" : "expired",
        InChina(known.ExpiresAt),
        InChina(known.RevokedAt),
        InChina(known.Retiring.Where(key => key.Until > now).Select(static key => (DateTimeOffset?)key.Until).Max()),
        InChina(lastUsed));

    internal static DateTimeOffset? InChina(DateTimeOffset? instant) => instant?.ToOffset(LegalTime.ChinaStandardTime);
}

/// <summary>The evidence of a change.</summary>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="By">Id of the credential that asked for it.</param>
/// <param name="Credential">Id of the credential that changed; of tokens, that of their revocation.</param>
/// <param name="IssuedBefore">Of a bearer: tokens issued before this were taken back.</param>
/// <param name="Digest">SHA-256 over the digest of the change before and this one: what is altered or left out later shows.</param>
internal sealed record CredentialChangeBody(
    long Number, DateTimeOffset At, string By, string Credential, CredentialChangeKind Kind, string Organisation, string? Prefix, ImmutableArray<string> Scopes, LimitsBody? Limits,
    string? Reason, DateTimeOffset? ExpiresAt, DateTimeOffset? FormerUntil, DateTimeOffset? IssuedBefore, string Digest)
{
    public static CredentialChangeBody From(CredentialChange change) => new(
        change.Number, CredentialBody.InChina(change.At)!.Value, change.By, change.Credential, change.Kind, change.Organisation, change.Prefix, ScopeNames.In(change.Scopes),
        change.Limits is { } limits ? LimitsBody.From(limits) : null, change.Reason, CredentialBody.InChina(change.ExpiresAt), CredentialBody.InChina(change.FormerUntil),
        CredentialBody.InChina(change.IssuedBefore), change.Digest);
}

/// <param name="Next">Number to go on after; absent at the end.</param>
internal sealed record CredentialChangesResponse(ImmutableArray<CredentialChangeBody> Changes, long? Next);

/// <summary>Scopes as the API writes them.</summary>
internal static class ScopeNames
{
    public static string Of(Scope scope) => scope == Scope.Objecting ? "object" : scope.ToString().ToLowerInvariant();

    public static ImmutableArray<string> In(Scope scopes) => [.. Scopes.In(scopes).Select(Of)];
}
