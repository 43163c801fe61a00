using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using CreditGate.Api.Auth;
using CreditGate.Api.Docs;
using CreditGate.Api.Hosting;
using CreditGate.Api.Problems;
using CreditGate.Domain;
using CreditGate.Domain.Access;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Catalogues.Publishing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CreditGate.Api.Catalogues;

/// <summary>An edition to be validated and kept. It is in force at no time until it is published.</summary>
internal sealed record NewEditionBody
{
    /// <summary>1 to 40 letters, digits, dots or hyphens.</summary>
    public string? Id { get; init; }

    public LocalText? Name { get; init; }

    /// <summary>Id of the publicity regime in publicity.json; left out, the one of the edition in force.</summary>
    public string? Publicity { get; init; }

    /// <summary>Edition whose files stand for those that are not sent; left out, the product's own.</summary>
    public string? BasedOn { get; init; }

    /// <summary>Files by name, such as rules.json or calendar/2027.json, each whole.</summary>
    public Dictionary<string, JsonElement>? Files { get; init; }
}

internal sealed record PublishBody
{
    /// <summary>First instant in force (inclusive), with its offset, a minute from now at least.</summary>
    [JsonConverter(typeof(InstantJson))]
    public DateTimeOffset? StartsAt { get; init; }
}

internal sealed record RollBackBody
{
    /// <summary>Id for the edition that brings the earlier data back.</summary>
    public string? Id { get; init; }

    /// <summary>Left out, as soon as every node knows it: in 65 seconds.</summary>
    [JsonConverter(typeof(InstantJson))]
    public DateTimeOffset? StartsAt { get; init; }
}

/// <param name="StartsAt">When it begins or began; absent for one that is in force at no time.</param>
/// <param name="Acts">What was done with it, oldest first; none for the product's own.</param>
internal sealed record KnownEdition(string Id, string Name, string Digest, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt, bool InForce, ImmutableArray<EditionAct> Acts);

internal sealed record EditionsResponse(ImmutableArray<KnownEdition> Editions);

/// <param name="AnswersMayOutliveIt">It begins sooner than an answer may be old: answers given before may still be relied on after. Publish further ahead where that matters.</param>
internal sealed record EditionActResponse(EditionAct Act, bool AnswersMayOutliveIt);

internal static class EditionsApi
{
    public static void MapEditions(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/catalogue/editions").WithTags("Catalogue").Needs(Scope.Operate);
        group.MapGet("/", ListAsync).WithName("ListEditions").WithSummary("All editions, and what was done with them")
            .ProducesAccessProblems().ProducesProblem(StatusCodes.Status403Forbidden);
        group.MapPost("/", SubmitAsync).WithName("SubmitEdition").WithSummary("Submit an edition of the catalogue")
            .WithDescription("Validated as a whole, as at start: every fault at once, naming file and entry. Kept for ever, and in force at no time until it is published. The same again changes nothing.")
            .WithMetadata(new RequestSizeLimitAttribute(Limits.BatchBody))
            .ProducesInputProblems().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status409Conflict);
        group.MapGet("/{id}/files", FilesAsync).WithName("GetEditionFiles").WithSummary("The files of an edition, to start another from")
            .ProducesAccessProblems().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPost("/{id}/publish", PublishAsync).WithName("PublishEdition").WithSummary("Bring an edition into force at a future instant")
            .WithDescription("On every node at that instant, until the next edition begins.")
            .ProducesInputProblems().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status409Conflict);
        group.MapPost("/{id}/cancel", CancelAsync).WithName("CancelEdition").WithSummary("Take a publication back before it begins")
            .ProducesAccessProblems().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status409Conflict);
        group.MapPost("/roll-back", RollBackAsync).WithName("RollBackEdition").WithSummary("Bring back what was in force before")
            .ProducesInputProblems().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Ok<EditionsResponse>> ListAsync(EditionDesk desk, Catalogue catalogue, PlatformClock clock, HttpContext context, CancellationToken cancellation)
    {
        var (language, acts) = (RequestLanguage.Of(context), await desk.DeclaredActs(cancellation));
        var current = catalogue.At(clock.GetUtcNow());
        return TypedResults.Ok(new EditionsResponse([
            .. catalogue.Editions.Select(edition => Known(edition, edition.StartsAt, edition.EndsAt)),
            .. catalogue.Drafts.Select(edition => Known(edition, null, null)),
        ]));

        KnownEdition Known(Edition edition, DateTimeOffset? from, DateTimeOffset? to) => new(
            edition.Id, edition.Name.In(language), edition.Digest, from?.ToOffset(LegalTime.ChinaStandardTime), to?.ToOffset(LegalTime.ChinaStandardTime),
            edition.Id == current.Id, [.. acts.Where(act => act.Edition == edition.Id)]);
    }

    private static async Task<Results<Ok<EditionActResponse>, ProblemHttpResult>> SubmitAsync(
        NewEditionBody body, EditionDesk desk, Catalogue catalogue, HttpContext context, CancellationToken cancellation) =>
        Response(await desk.Submit(body, Caller.Of(context).Credential, cancellation), catalogue, context);

    private static async Task<Results<Ok<ImmutableSortedDictionary<string, JsonElement>>, ProblemHttpResult>> FilesAsync(
        [Description("Id of an edition.")] string id, EditionDesk desk, Catalogue catalogue, HttpContext context, CancellationToken cancellation) =>
        catalogue.FindAny(id) is null
            ? Problem.Of(StatusCodes.Status404NotFound, ProblemTexts.NotFound, RequestLanguage.Of(context))
            : TypedResults.Ok(await desk.FilesOf(id, cancellation));

    private static async Task<Results<Ok<EditionActResponse>, ProblemHttpResult>> PublishAsync(
        [Description("Id of a submitted edition.")] string id, PublishBody body, EditionDesk desk, Catalogue catalogue, HttpContext context, CancellationToken cancellation) =>
        Response(await desk.Publish(id, body.StartsAt, Caller.Of(context).Credential, cancellation), catalogue, context);

    private static async Task<Results<Ok<EditionActResponse>, ProblemHttpResult>> CancelAsync(
        [Description("Id of a published edition.")] string id, EditionDesk desk, Catalogue catalogue, HttpContext context, CancellationToken cancellation) =>
        Response(await desk.Cancel(id, Caller.Of(context).Credential, cancellation), catalogue, context);

    private static async Task<Results<Ok<EditionActResponse>, ProblemHttpResult>> RollBackAsync(
        RollBackBody body, EditionDesk desk, Catalogue catalogue, HttpContext context, CancellationToken cancellation) =>
        Response(await desk.RollBack(body, Caller.Of(context).Credential, cancellation), catalogue, context);

    private static Results<Ok<EditionActResponse>, ProblemHttpResult> Response(DeskResult result, Catalogue catalogue, HttpContext context)
    {
        var language = RequestLanguage.Of(context);
        return result switch
        {
            { Act: { } act } => TypedResults.Ok(new EditionActResponse(act, act.StartsAt is { } start && Outlives(catalogue.At(act.At), act.At, start))),
            { Refusal: { } refusal } => Problem.Of(StatusCodes.Status409Conflict, refusal, language),
            _ => Problem.Invalid(result.Faults, language),
        };
    }

    private static bool Outlives(Edition edition, DateTimeOffset now, DateTimeOffset start) =>
        LegalTime.StartOf(edition.Calendar.AddWorkingDays(LegalTime.DateOf(now), edition.Matters.Values.Max(static matter => matter.AnswerAgeWorkingDays)).AddDays(1)) > start;
}
