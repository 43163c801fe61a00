using System.Collections.Immutable;
using System.ComponentModel;
using CreditGate.Api.Admission;
using CreditGate.Api.Auth;
using CreditGate.Api.Docs;
using CreditGate.Api.Hosting;
using CreditGate.Api.Problems;
using CreditGate.Contracts.Credentials;
using CreditGate.Domain;
using CreditGate.Domain.Access;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditGate.Api.Credentials;

internal static class CredentialsApi
{
    private const string IdInUrl = "Id of the credential, as the list shows it.";
    private const int MostChanges = 1_000;

    public static RouteGroupBuilder MapCredentials(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/credentials").WithTags("Credentials").Needs(Scope.Operate).Is(Work.Operate);
        group.MapPost("/", CreateAsync)
            .WithName("CreateCredential")
            .WithSummary("Hand out an API key to an organisation")
            .WithDescription("Scopes say what the key may do, limits how far. The key is shown in this answer alone.")
            .ProducesInputProblems();
        group.MapGet("/", ListAsync)
            .WithName("ListCredentials")
            .WithSummary("Credentials, without their keys")
            .ProducesAccessProblems();
        group.MapGet("/{id}", GetAsync)
            .WithName("GetCredential")
            .WithSummary("One credential, without its key")
            .ProducesAccessProblems().ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPost("/{id}/rotate", RotateAsync)
            .WithName("RotateCredential")
            .WithSummary("Exchange the key of a credential")
            .WithDescription("Id, scopes and limits stay. The former key is taken for some hours more, so that its systems can change over one by one.")
            .ProducesInputProblems().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        group.MapPost("/{id}/revoke", RevokeAsync)
            .WithName("RevokeCredential")
            .WithSummary("Take a credential back for good")
            .WithDescription("No node takes its keys any more after a second. Revoked again, nothing changes.")
            .ProducesInputProblems().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        group.MapGet("/changes", ChangesAsync)
            .Needs(Scope.Operate | Scope.Audit)
            .WithName("ListCredentialChanges")
            .WithSummary("Who handed out, exchanged and took back credentials, and when, oldest first")
            .WithDescription("Each change carries a digest over all before it, and is stored in one write with what it changed.")
            .ProducesAccessProblems().ProducesProblem(StatusCodes.Status400BadRequest);
        return group;
    }

    private static async Task<Results<Ok<NewCredentialResponse>, ProblemHttpResult>> CreateAsync(
        NewCredentialBody body, IGrainFactory grains, CredentialWatch watch, Catalogue catalogue, PlatformClock clock, HttpContext context)
    {
        var now = clock.GetUtcNow();
        var reader = new CredentialReader(catalogue.At(now), now);
        var (organisation, scopes, limits) = reader.Read(body);
        if (reader.Faults.Count > 0)
        {
            return Problem.Invalid(reader.Faults, RequestLanguage.Of(context));
        }

        var key = ApiKey.New();
        var role = scopes.HasFlag(Scope.Operate) ? CredentialRole.Operator : scopes == Scope.Scene ? CredentialRole.Merchant : CredentialRole.Department;
        var credential = new Credential($"{organisation}-{Guid.CreateVersion7(now):N}", ApiKey.HashOf(key), organisation, role, PersonalText.MaskIds(body.Note), now)
        {
            Scopes = scopes,
            Limits = limits,
            ExpiresAt = body.ExpiresAt,
            Prefix = ApiKey.PrefixOf(key),
        };
        await Grain(grains).Create(credential, Caller.Of(context).Credential);
        await watch.Look();
        return TypedResults.Ok(ResponseOf(credential, key, null));
    }

    private static async Task<Ok<ImmutableArray<CredentialBody>>> ListAsync(
        [Description("Only of this organisation, such as D22.")] string? organisation,
        [Description("Only with keys that begin so, such as cg_1a2b3c4d.")] string? prefix,
        IGrainFactory grains, PlatformClock clock)
    {
        var (credentials, hours, now) = (await Grain(grains).List(), await Hours(grains), clock.GetUtcNow());
        return TypedResults.Ok(credentials
            .Where(known => (organisation is null || known.Organisation == organisation)
                && (prefix is null || known.Retiring.Select(static key => key.Prefix).Append(known.Prefix).Any(own => own?.StartsWith(prefix, StringComparison.Ordinal) is true)))
            .Select(known => CredentialBody.From(known, LastUse(hours, known.Id), now))
            .ToImmutableArray());
    }

    private static async Task<Results<Ok<CredentialBody>, ProblemHttpResult>> GetAsync(
        [Description(IdInUrl)] string id, IGrainFactory grains, PlatformClock clock, HttpContext context) =>
        Array.Find(await Grain(grains).List(), known => known.Id == id) is { } found
            ? TypedResults.Ok(CredentialBody.From(found, LastUse(await Hours(grains), id), clock.GetUtcNow()))
            : Problem.Of(StatusCodes.Status404NotFound, ProblemTexts.NotFound, RequestLanguage.Of(context));

    private static async Task<Results<Ok<NewCredentialResponse>, ProblemHttpResult>> RotateAsync(
        [Description(IdInUrl)] string id, RotationBody body, IGrainFactory grains, CredentialWatch watch, Catalogue catalogue, PlatformClock clock, HttpContext context)
    {
        var now = clock.GetUtcNow();
        var reader = new CredentialReader(catalogue.At(now), now);
        var formerUntil = now + reader.Read(body);
        if (reader.Faults.Count > 0)
        {
            return Problem.Invalid(reader.Faults, RequestLanguage.Of(context));
        }

        var key = ApiKey.New();
        var reply = await Grain(grains).Rotate(
            new KeyRotation(id, ApiKey.HashOf(key), ApiKey.PrefixOf(key), formerUntil, body.ExpiresAt, Caller.Of(context).Credential, now));
        await watch.Look();
        return reply.Refusal == CredentialRefusal.None
            ? TypedResults.Ok(ResponseOf(reply.Credential!, key, formerUntil))
            : Refused(reply.Refusal, context);
    }

    private static async Task<Results<Ok<CredentialBody>, ProblemHttpResult>> RevokeAsync(
        [Description(IdInUrl)] string id, RevocationBody body, IGrainFactory grains, CredentialWatch watch, Catalogue catalogue, PlatformClock clock, HttpContext context)
    {
        var now = clock.GetUtcNow();
        var reader = new CredentialReader(catalogue.At(now), now);
        reader.ReadNote("reason", body.Reason);
        if (reader.Faults.Count > 0)
        {
            return Problem.Invalid(reader.Faults, RequestLanguage.Of(context));
        }

        var reply = await Grain(grains).Revoke(new Revocation(id, PersonalText.MaskIds(body.Reason), Caller.Of(context).Credential, now));
        await watch.Look();
        return reply.Refusal == CredentialRefusal.None
            ? TypedResults.Ok(CredentialBody.From(reply.Credential!, LastUse(await Hours(grains), id), now))
            : Refused(reply.Refusal, context);
    }

    private static async Task<Ok<CredentialChangesResponse>> ChangesAsync(
        [Description("Only changes with a larger number; 0 when left out.")] long? after,
        [Description("Most of them, 1 to 1000; 100 when left out.")] int? limit,
        [Description("Only of this credential.")] string? credential,
        IGrainFactory grains)
    {
        var atMost = Math.Clamp(limit ?? 100, 1, MostChanges);
        var found = await Grain(grains).Changes(Math.Max(after ?? 0, 0), atMost, credential);
        return TypedResults.Ok(new CredentialChangesResponse([.. found.Select(CredentialChangeBody.From)], found.Length == atMost ? found[^1].Number : null));
    }

    private static ProblemHttpResult Refused(CredentialRefusal refusal, HttpContext context) => refusal switch
    {
        CredentialRefusal.Revoked => Problem.Of(StatusCodes.Status409Conflict, CredentialFaults.Revoked, RequestLanguage.Of(context)),
        CredentialRefusal.Expired => Problem.Of(StatusCodes.Status409Conflict, CredentialFaults.Expired, RequestLanguage.Of(context)),
        CredentialRefusal.LastOperator => Problem.Of(StatusCodes.Status409Conflict, CredentialFaults.LastOperator, RequestLanguage.Of(context)),
        _ => Problem.Of(StatusCodes.Status404NotFound, ProblemTexts.NotFound, RequestLanguage.Of(context)),
    };

    private static NewCredentialResponse ResponseOf(Credential credential, string key, DateTimeOffset? formerUntil) => new(
        credential.Id, credential.Organisation, key, ApiKey.PrefixOf(key), ScopeNames.In(credential.Granted),
        CredentialBody.InChina(credential.ExpiresAt), CredentialBody.InChina(formerUntil));

    private static async ValueTask<Dictionary<string, DateTimeOffset>> Hours(IGrainFactory grains) =>
        (await Grain(grains).Uses()).ToDictionary(static use => use.Id, static use => use.Hour);

    private static DateTimeOffset? LastUse(Dictionary<string, DateTimeOffset> hours, string id) => hours.TryGetValue(id, out var hour) ? hour : null;

    private static ICredentialsGrain Grain(IGrainFactory grains) => grains.GetGrain<ICredentialsGrain>(ICredentialsGrain.Key);
}
