using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace CreditGate.Api.Auth;

/// <summary>
/// Takes a key the way browsers and Prometheus can send one: as the password of HTTP Basic under any user name, or as a bearer token.
/// Only pages that an operator looks at accept it.
/// </summary>
internal sealed class BasicKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, CredentialCache credentials)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "Basic";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!AuthenticationHeaderValue.TryParse(Request.Headers.Authorization, out var header) || KeyOf(header) is not { } key)
        {
            return AuthenticateResult.NoResult();
        }

        if (await credentials.Find(key) is not { } entry)
        {
            return AuthenticateResult.Fail("No such key.");
        }

        Context.Features.Set(entry.Caller);
        return AuthenticateResult.Success(entry.Ticket);
    }

    /// <summary>The header alone: where both schemes stand, the other one writes the problem.</summary>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.Append("WWW-Authenticate", $"{Scheme} realm=\"CreditGate operator\", charset=\"UTF-8\"");
        return Task.CompletedTask;
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Task.CompletedTask;

    private static string? KeyOf(AuthenticationHeaderValue header) => header switch
    {
        { Scheme: "Bearer", Parameter: { } token } => token,
        { Scheme: Scheme, Parameter: { } pair } when Base64.IsValid(pair) => Encoding.UTF8.GetString(Convert.FromBase64String(pair)) is var text
            && text.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? text[(colon + 1)..] : null,
        _ => null,
    };
}
