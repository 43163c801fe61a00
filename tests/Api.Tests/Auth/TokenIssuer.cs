using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CreditGate.Api.Tests.Auth;

/// <summary>An OpenID Connect issuer as far as a resource server sees one: discovery, keys, and tokens signed by them.</summary>
internal sealed class TokenIssuer : IAsyncDisposable
{
    public const string Audience = "creditgate-示例";

    private readonly WebApplication _app;
    private RsaSecurityKey _key = NewKey();

    private TokenIssuer(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    public RsaSecurityKey Key => _key;

    public static async Task<TokenIssuer> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var issuer = new TokenIssuer(builder.Build());
        issuer._app.MapGet("/.well-known/openid-configuration", () => new JsonObject { ["issuer"] = issuer.Address, ["jwks_uri"] = $"{issuer.Address}/keys" });
        issuer._app.MapGet("/keys", () => new JsonObject { ["keys"] = new JsonArray(issuer.PublicKey()) });
        await issuer._app.StartAsync();
        return issuer;
    }

    public static RsaSecurityKey NewKey() => new(RSA.Create(2048)) { KeyId = Guid.NewGuid().ToString("N") };

    /// <summary>Goes over to another key; the former one is no longer published.</summary>
    public void Rotate() => _key = NewKey();

    public string SettingsIn(string directory)
    {
        var path = Path.Combine(directory, "oidc.json");
        File.WriteAllText(path, JsonSerializer.Serialize(new
        {
            issuer = Address,
            audience = Audience,
            organisationClaim = "org",
            rolesClaim = "roles",
            limitsClaim = "limits",
            allowHttp = true,
            scopes = new Dictionary<string, string[]> { ["clerk"] = ["check"], ["pusher"] = ["push"], ["chief"] = ["operate"], ["merchant"] = ["scene"] },
        }));
        return path;
    }

    /// <summary>A token of a clerk of D22, but for what a test changes.</summary>
    public string Token(Action<SecurityTokenDescriptor>? but = null)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = Address,
            Audience = Audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now.AddMinutes(5),
            Claims = new Dictionary<string, object> { ["sub"] = "clerk@example.invalid", ["org"] = "D22", ["roles"] = new[] { "clerk", "nobody" } },
            SigningCredentials = new SigningCredentials(_key, SecurityAlgorithms.RsaSha256),
        };
        but?.Invoke(descriptor);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private JsonObject PublicKey()
    {
        var parameters = _key.Rsa.ExportParameters(false);
        return new() { ["kty"] = "RSA", ["use"] = "sig", ["kid"] = _key.KeyId, ["n"] = Base64UrlEncoder.Encode(parameters.Modulus), ["e"] = Base64UrlEncoder.Encode(parameters.Exponent) };
    }
}
