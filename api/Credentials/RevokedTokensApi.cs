using CreditGate.Api.Admission;
using CreditGate.Api.Auth;
using CreditGate.Api.Docs;
using CreditGate.Api.Hosting;
using CreditGate.Api.Problems;
using CreditGate.Contracts.Credentials;
using CreditGate.Domain;
using CreditGate.Domain.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditGate.Api.Credentials;

/// <summary>Tokens of the issuer that are taken back before they end.</summary>
internal static class RevokedTokensApi
{
    public static void MapRevokedTokens(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/credentials/revoked-tokens").WithTags("Credentials").Needs(Scope.Operate).Is(Work.Operate);
        group.MapPost("/", RevokeAsync)
            .WithName("RevokeTokens")
            .WithSummary("Take back one bearer token, or all that a bearer was given before an instant")
            .WithDescription("No node takes them any more after a second. A change like those of credentials, and kept among them; jti and subject are kept as digests only. "
                + "Said again, nothing changes; of a bearer the latest instant holds. The issuer is not told: block the bearer there too, or it hands out new tokens.")
            .ProducesInputProblems();
        group.MapGet("/", ListAsync)
            .WithName("ListRevokedTokens")
            .WithSummary("Tokens that were taken back and may not have ended yet, oldest first")
            .ProducesAccessProblems();
    }

    private static async Task<Results<Ok<RevokedTokenBody>, ProblemHttpResult>> RevokeAsync(
        TokenRevocationBody body, IGrainFactory grains, CredentialWatch watch, Settings settings, PlatformClock clock, HttpContext context)
    {
        var reader = new TokenRevocationReader(settings.Oidc?.Issuer, clock.GetUtcNow());
        var revocation = reader.Read(body, Caller.Of(context).Credential);
        if (reader.Faults.Count > 0)
        {
            return Problem.Invalid(reader.Faults, RequestLanguage.Of(context));
        }

        var kept = await Grain(grains).RevokeTokens(revocation);
        await watch.Look();
        return TypedResults.Ok(RevokedTokenBody.From(kept));
    }

    private static async Task<Ok<RevokedTokensResponse>> ListAsync(IGrainFactory grains, PlatformClock clock)
    {
        var (list, now) = (await Grain(grains).Since(-1), clock.GetUtcNow());
        return TypedResults.Ok(new RevokedTokensResponse([.. (list?.Tokens ?? []).Where(known => known.Until is null || known.Until > now).Select(RevokedTokenBody.From)]));
    }

    private static ICredentialsGrain Grain(IGrainFactory grains) => grains.GetGrain<ICredentialsGrain>(ICredentialsGrain.Key);
}
