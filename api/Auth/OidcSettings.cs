using System.Text.Json;
using CreditGate.Api.Credentials;
using CreditGate.Api.Hosting;

namespace CreditGate.Api.Auth;

/// <summary>Whose tokens are taken beside keys, and what their claims mean. From the file that --oidc names.</summary>
internal sealed record OidcSettings
{
    /// <summary>As tokens name it (iss); its discovery document stands at /.well-known/openid-configuration below it.</summary>
    public required string Issuer { get; init; }

    /// <summary>What tokens for this service name (aud).</summary>
    public required string Audience { get; init; }

    /// <summary>Claim with the organisation code, such as D22.</summary>
    public required string OrganisationClaim { get; init; }

    /// <summary>Claim with the roles: a list, or a text with spaces between them.</summary>
    public required string RolesClaim { get; init; }

    /// <summary>Which scopes each role gives. Roles that are not named give none.</summary>
    public required Dictionary<string, string[]> Scopes { get; init; }

    /// <summary>Claim with limits, of the form that /v1/credentials takes; a token without it has those of a new key.</summary>
    public string? LimitsClaim { get; init; }

    /// <summary>For trials on one machine.</summary>
    public bool AllowHttp { get; init; }

    /// <exception cref="IOException">The file cannot be read, or does not hold together; the message says what to mend.</exception>
    public static OidcSettings Load(string path)
    {
        OidcSettings? read;
        try
        {
            read = JsonSerializer.Deserialize<OidcSettings>(File.ReadAllBytes(path), ApiJson.Options);
        }
        catch (JsonException broken)
        {
            throw new IOException($"--oidc: '{path}' is not as it should be: {broken.Message}", broken);
        }

        var fault = read is null ? "it is empty"
            : !Uri.TryCreate(read.Issuer, UriKind.Absolute, out var issuer) ? "issuer is no URL"
            : issuer.Scheme != Uri.UriSchemeHttps && !read.AllowHttp ? "issuer is not https; for a trial say allowHttp"
            : read.Scopes.Values.SelectMany(static scopes => scopes).FirstOrDefault(static scope => Domain.Access.Scopes.Each.All(known => ScopeNames.Of(known) != scope)) is { } unknown ? $"there is no scope {unknown}"
            : null;
        return fault is null ? read! : throw new IOException($"--oidc: '{path}': {fault}.");
    }
}
