using System.Collections.Immutable;
using System.Text.Json.Serialization;
using CreditGate.Api.Hosting;
using CreditGate.Contracts.Credentials;

namespace CreditGate.Api.Credentials;

/// <summary>What is taken back: one token by its jti, or what a bearer was given, by subject or by credential. One of the three.</summary>
internal sealed record TokenRevocationBody
{
    /// <summary>Longest jti or subject, in characters.</summary>
    public const int Longest = 300;

    /// <summary>The token's iss; left out, the issuer that --oidc names. There is no other.</summary>
    public string? Issuer { get; init; }

    /// <summary>The token's jti: this token alone.</summary>
    public string? Jti { get; init; }

    /// <summary>The tokens' sub: all that this bearer was given before an instant. Kept as a digest only.</summary>
    public string? Subject { get; init; }

    /// <summary>As subject, by what receipts and logs call the bearer: oidc- and 32 digits.</summary>
    public string? Credential { get; init; }

    /// <summary>Of a bearer: tokens issued (iat) before this are taken back, those without iat too; left out, now. Not in the future.</summary>
    [JsonConverter(typeof(InstantJson))]
    public DateTimeOffset? IssuedBefore { get; init; }

    /// <summary>When the last of these tokens ends (exp): then this is forgotten. Left out, it is kept for good.</summary>
    [JsonConverter(typeof(InstantJson))]
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Up to 200 characters, kept with the change; an ID number in it is masked.</summary>
    public string? Reason { get; init; }
}

/// <summary>Tokens that are not taken any more.</summary>
/// <param name="Id">Of one token, jti- and 32 digits of a SHA-256 over issuer and jti; of a bearer, oidc- and 32 digits.</param>
/// <param name="IssuedBefore">Of a bearer: tokens issued at or after this are taken. Absent of one token.</param>
/// <param name="ExpiresAt">When this is forgotten; absent when it is kept for good.</param>
/// <param name="By">Id of the credential that asked for it.</param>
internal sealed record RevokedTokenBody(string Id, DateTimeOffset? IssuedBefore, DateTimeOffset? ExpiresAt, string? Reason, string By, DateTimeOffset RevokedAt)
{
    public static RevokedTokenBody From(TokenRevocation known) => new(
        known.Id, CredentialBody.InChina(known.IssuedBefore), CredentialBody.InChina(known.Until), known.Reason, known.By, CredentialBody.InChina(known.At)!.Value);
}

internal sealed record RevokedTokensResponse(ImmutableArray<RevokedTokenBody> Tokens);
