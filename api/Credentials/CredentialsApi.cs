using System.Collections.Immutable;
using CreditGate.Api.Admission;
using CreditGate.Api.Auth;
using CreditGate.Api.Docs;
using CreditGate.Api.Hosting;
using CreditGate.Api.Problems;
using CreditGate.Contracts.Credentials;
using CreditGate.Domain;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Intake;
using Microsoft.AspNetCore.Http.HttpResults;

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
}

/// <param name="Key">Shown once and kept only as a hash: store it now.</param>
internal sealed record NewCredentialResponse(string Id, string Organisation, string Key);

internal sealed record CredentialBody(string Id, string Organisation, CredentialRole Role, string? Note, DateTimeOffset CreatedAt);

internal static class CredentialsApi
{
    private static readonly Fault UnknownOrganisation = new("unknown-department", new("目录中没有该单位代码。", "The catalogue has no organisation with this code."));

    private static readonly Fault NoteTooLong = new("too-long", new(
        $"超过{NewCredentialBody.LongestNote}个字符。", $"Longer than {NewCredentialBody.LongestNote} characters."));

    public static RouteGroupBuilder MapCredentials(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/credentials").WithTags("Credentials").RequireAuthorization(ApiKeyServices.OperatorOnly).Is(Work.Operate);
        group.MapPost("/", CreateAsync)
            .WithName("CreateCredential")
            .WithSummary("Hand out an API key to an organisation")
            .ProducesInputProblems().ProducesProblem(StatusCodes.Status403Forbidden);
        group.MapGet("/", ListAsync)
            .WithName("ListCredentials")
            .WithSummary("Credentials, without their keys")
            .ProducesAccessProblems().ProducesProblem(StatusCodes.Status403Forbidden);
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

        if (body.Note is { Length: > NewCredentialBody.LongestNote })
        {
            return Problem.Invalid([new FieldFault("note", NoteTooLong)], RequestLanguage.Of(context));
        }

        var key = ApiKey.New();
        var credential = await grains.GetGrain<ICredentialsGrain>(ICredentialsGrain.Key).Add(new Credential(
            $"{organisation}-{Guid.CreateVersion7(now):N}", ApiKey.HashOf(key), organisation, CredentialRole.Department, PersonalText.MaskIds(body.Note), now));
        return TypedResults.Ok(new NewCredentialResponse(credential.Id, organisation, key));
    }

    private static async Task<Ok<ImmutableArray<CredentialBody>>> ListAsync(IGrainFactory grains)
    {
        var credentials = await grains.GetGrain<ICredentialsGrain>(ICredentialsGrain.Key).List();
        return TypedResults.Ok(credentials
            .Select(static known => new CredentialBody(known.Id, known.Organisation, known.Role, known.Note, known.CreatedAt.ToOffset(LegalTime.ChinaStandardTime)))
            .ToImmutableArray());
    }
}
