using System.Text.Encodings.Web;
using CreditGate.Api.Hosting;
using CreditGate.Api.Problems;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace CreditGate.Api.Auth;

/// <summary>Reads the key from the <c>X-Api-Key</c> header; or, where an issuer is known and there is no key, takes its token.</summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, CredentialCache credentials, OidcTokens? tokens = null)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "ApiKey";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!Request.Headers.TryGetValue(ApiKey.Header, out var key) || key.Count != 1)
        {
            return tokens is null || key.Count > 0 ? AuthenticateResult.NoResult() : await tokens.Authenticate(Context);
        }

        if (await credentials.Find(key[0]!) is not { } entry)
        {
            return AuthenticateResult.Fail("No such key.");
        }

        Context.Features.Set(entry.Caller);
        return AuthenticateResult.Success(entry.Ticket);
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.Append("WWW-Authenticate", $"{Scheme} header=\"{ApiKey.Header}\"");
        if (tokens is not null)
        {
            Response.Headers.Append("WWW-Authenticate", OidcTokens.Scheme);
        }

        return Problem.Write(Context, StatusCodes.Status401Unauthorized, ProblemTexts.NoKey);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problem.Write(Context, StatusCodes.Status403Forbidden, ProblemTexts.NotAllowed);
}

internal static class ApiKeyServices
{
    public static IServiceCollection AddApiKeys(this IServiceCollection services, Settings settings)
    {
        if (settings.Oidc is { } issuer)
        {
            services.AddSingleton(issuer).AddSingleton<OidcTokens>();
        }

        services.AddSingleton<CredentialCache>().AddSingleton<RevokedTokens>().AddSingleton<OperatorKey>().AddSingleton<CredentialWatch>()
            .AddHostedService(static provider => provider.GetRequiredService<CredentialWatch>()).AddHostedService<CredentialUseReport>();

        // The core without data protection: there are no cookies to protect, and no key ring to keep.
        services.AddAuthenticationCore(static options => options.DefaultScheme = ApiKeyHandler.Scheme).AddWebEncoders();
        new AuthenticationBuilder(services)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.Scheme, null)
            .AddScheme<AuthenticationSchemeOptions, BasicKeyHandler>(BasicKeyHandler.Scheme, null);
        services.AddAuthorizationBuilder()
            .AddPolicy(Rules.OperatorPages, static policy => policy
                .AddAuthenticationSchemes(BasicKeyHandler.Scheme, ApiKeyHandler.Scheme)
                .RequireAuthenticatedUser());
        return services;
    }
}
