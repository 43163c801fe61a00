using System.Security.Claims;
using System.Text.Json;
using CreditGate.Api.Admission;
using CreditGate.Api.Credentials;
using CreditGate.Api.Hosting;
using CreditGate.Domain;
using CreditGate.Domain.Catalogues;
using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace CreditGate.Api.Auth;

/// <summary>Takes bearer tokens of one issuer. Validation is the library's; what is ours is what a token's claims mean, and that a token whose claims do not hold together is none.</summary>
internal sealed class OidcTokens
{
    public const string Scheme = "Bearer";

    private const string Prefix = "Bearer ";

    /// <summary>Signatures that only the issuer can make: no shared secrets, and never none.</summary>
    private static readonly string[] Algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    private readonly OidcSettings _settings;
    private readonly Catalogue _catalogue;
    private readonly CallerPaces _paces;
    private readonly RevokedTokens _revoked;
    private readonly PlatformClock _clock;
    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private readonly TokenValidationParameters _parameters;

    public OidcTokens(OidcSettings settings, Catalogue catalogue, CallerPaces paces, RevokedTokens revoked, PlatformClock clock)
    {
        (_settings, _catalogue, _paces, _revoked, _clock) = (settings, catalogue, paces, revoked, clock);
        _parameters = new TokenValidationParameters
        {
            ValidIssuer = settings.Issuer,
            ValidAudience = settings.Audience,
            ValidAlgorithms = Algorithms,
            RequireExpirationTime = true,
            LifetimeValidator = IsNow,
            ConfigurationManager = new ConfigurationManager<OpenIdConnectConfiguration>(
                $"{settings.Issuer.TrimEnd('/')}/.well-known/openid-configuration", new OpenIdConnectConfigurationRetriever(), new HttpDocumentRetriever { RequireHttps = !settings.AllowHttp }),
        };
    }

    /// <summary>No result when there is no token.</summary>
    public async Task<AuthenticateResult> Authenticate(HttpContext context)
    {
        var header = context.Request.Headers.Authorization;
        if (header.Count != 1 || !header[0]!.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        var validated = await _handler.ValidateTokenAsync(header[0]![Prefix.Length..].Trim(), _parameters);
        if (!validated.IsValid || CallerOf(validated.ClaimsIdentity) is not { } caller || await IsRevoked((JsonWebToken)validated.SecurityToken, caller))
        {
            return AuthenticateResult.Fail("No such token.");
        }

        context.Features.Set(caller);
        return AuthenticateResult.Success(new AuthenticationTicket(Caller.Principal(caller, Scheme), Scheme));
    }

    /// <summary>Null when the claims do not lead to an organisation of the catalogue with scopes and limits that a key could have.</summary>
    private Caller? CallerOf(ClaimsIdentity token)
    {
        if (token.FindFirst("sub")?.Value is not { Length: > 0 } subject || LimitsOf(token) is not { } limits)
        {
            return null;
        }

        var now = _clock.GetUtcNow();
        var reader = new CredentialReader(_catalogue.At(now), now);
        string[] scopes = [.. RolesOf(token).SelectMany(role => _settings.Scopes.GetValueOrDefault(role) ?? []).Distinct()];
        var (organisation, granted, reach) = reader.Read(new NewCredentialBody { Organisation = token.FindFirst(_settings.OrganisationClaim)?.Value, Scopes = [.. scopes], Limits = limits });
        if (reader.Faults.Count > 0 || scopes is [])
        {
            return null;
        }

        var id = RevokedTokens.BearerOf(_settings.Issuer, subject);
        return new Caller(id, organisation, granted, reach) { Pace = _paces.Of(id, granted, reach) };
    }

    private ValueTask<bool> IsRevoked(JsonWebToken token, Caller caller) => _revoked.Holds(
        token.TryGetPayloadValue("jti", out string jti) ? RevokedTokens.IdOf(_settings.Issuer, jti) : null,
        caller.Credential,
        token.IssuedAt > DateTime.UnixEpoch ? new DateTimeOffset(token.IssuedAt, TimeSpan.Zero) : null);

    private IEnumerable<string> RolesOf(ClaimsIdentity token) =>
        token.FindAll(_settings.RolesClaim).SelectMany(static claim => claim.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private LimitsBody? LimitsOf(ClaimsIdentity token)
    {
        if (_settings.LimitsClaim is not { } name || token.FindFirst(name) is not { } claim)
        {
            return new LimitsBody();
        }

        try
        {
            return JsonSerializer.Deserialize<LimitsBody>(claim.Value, ApiJson.Options);
        }
        catch (JsonException)
        {
            return null;        // what cannot be read would limit nothing
        }
    }

    private bool IsNow(DateTime? notBefore, DateTime? expires, SecurityToken token, TokenValidationParameters parameters) =>
        _clock.GetUtcNow().UtcDateTime is var now && expires > now && (notBefore is null || notBefore <= now.AddSeconds(30));
}
