using System.Collections.Immutable;
using CreditGate.Api.Auth;
using CreditGate.Api.Docs;
using CreditGate.Api.Hosting;
using CreditGate.Api.Problems;
using CreditGate.Contracts.Credentials;
using CreditGate.Domain;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Intake;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditGate.Api.Credentials;

/// <param name="Organisation">Organisation code of the catalogue, such as D22: the source of what the key pushes.</param>
/// <param name="Note">For the operator: which system uses the key.</param>
internal sealed record NewCredentialBody(string? Organisation, string? Note);

/// <param name="Key">Shown once and kept only as a hash: store it now.</param>
internal sealed record NewCredentialResponse(string Id, string Organisation, string Key);

internal sealed record CredentialBody(string Id, string Organisation, CredentialRole Role, string? Note, DateTimeOffset CreatedAt);

internal static class CredentialsApi
{
    private static readonly Fault UnknownOrganisation = new("unknown-department", new("目录中没有该单位代码。", "The catalogue has no organisation with this code."));

    public static RouteGroupBuilder MapCredentials(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/credentials").WithTags("Credentials").RequireAuthorization(ApiKeyServices.OperatorOnly);
        group.MapPost("/", CreateAsync)
            .WithName("CreateCredential")
            .WithSummary("Hand out an API key to an organisation")
            .ProducesInputProblems();
        group.MapGet("/", ListAsync)
            .WithName("ListCredentials")
            .WithSummary("Credentials, without their keys")
            .ProducesAccessProblems();
        return group;
    }

    private static async Task<Results<Ok<NewCredentialResponse>, ProblemHttpResult>> CreateAsync(
        NewCredentialBody body, IGrainFactory grains, Catalogue catalogue, PlatformClock clock, HttpContext context)
    {
        var now = clock.GetUtcNow();
        if (body.Organisation is not { } organisation || !catalogue.At(now).Departments.ContainsKey(organisation))
        {
            return Problem.Invalid([new FieldFault("organisation", UnknownOrganisation)], RequestLanguage.Of(context));
        }

        var key = ApiKey.New();
        var credential = await grains.GetGrain<ICredentialsGrain>(ICredentialsGrain.Key).Add(new Credential(
            $"{organisation}-{Guid.CreateVersion7(now):N}", ApiKey.HashOf(key), organisation, CredentialRole.Department, body.Note, now));
        return TypedResults.Ok(new NewCredentialResponse(credential.Id, organisation, key));
    }

    private static async Task<Ok<ImmutableArray<CredentialBody>>> ListAsync(IGrainFactory grains)
    {
        var credentials = await grains.GetGrain<ICredentialsGrain>(ICredentialsGrain.Key).List();
        return TypedResults.Ok(credentials
            .Select(static known => new CredentialBody(known.Id, known.Organisation, known.Role, known.Note, known.CreatedAt))
            .ToImmutableArray());
    }
}
