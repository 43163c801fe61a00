using System.Security.Claims;
using CreditGate.Contracts.Credentials;

namespace CreditGate.Api.Auth;

/// <summary>Who asks: the credential, and the organisation it speaks for.</summary>
internal sealed record Caller(string Credential, string Organisation)
{
    private const string OrganisationClaim = "org";

    public static Caller Of(HttpContext context) => context.Features.Get<Caller>()
        ?? throw new InvalidOperationException("The endpoint was reached without a credential; it must require authorisation.");

    /// <summary>The caller as ASP.NET Core's authorisation sees it.</summary>
    public static ClaimsPrincipal Principal(Credential credential, string scheme) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, credential.Id),
            new Claim(OrganisationClaim, credential.Organisation),
            new Claim(ClaimTypes.Role, credential.Role.ToString()),
        ],
        scheme));
}
