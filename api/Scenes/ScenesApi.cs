using System.ComponentModel;
using CreditGate.Actors.Persons;
using CreditGate.Api.Admission;
using CreditGate.Api.Auth;
using CreditGate.Api.Checks;
using CreditGate.Api.Docs;
using CreditGate.Api.Hosting;
using CreditGate.Api.Problems;
using CreditGate.Api.Receipts;
using CreditGate.Domain.Access;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Evidence;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditGate.Api.Scenes;

/// <summary>信易+ for merchants: eligible or not, and the tier. The whole answer stays in the receipt, for the operator.</summary>
internal static class ScenesApi
{
    public static RouteGroupBuilder MapScenes(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/scenes").WithTags("Scenes").Needs(Scope.Scene);
        group.MapPost("/checks", CheckAsync).LooksForSubjects()
            .WithName("CheckScene")
            .WithSummary("Does this person get the benefit of a Xinyi+ scene? (信易+)")
            .WithDescription("For keys of merchants (scope scene). Eligible or not, and the tier; never a record, and never why not: "
                + "not eligible, not opted in, not known, another name and under 18 give the same answer.")
            .ProducesInputProblems().ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapGet("/checks/{id:guid}", GetAsync)
            .WithName("GetSceneCheck")
            .WithSummary("An answer that this merchant was given, as it was given")
            .ProducesAccessProblems().ProducesProblem(StatusCodes.Status404NotFound);
        return group;
    }

    private static async Task<Results<Ok<SceneResponse>, ProblemHttpResult>> CheckAsync(
        SceneRow body, CheckService checks, Catalogue catalogue, SceneBeat beat, TimeProvider time, HttpContext context, CancellationToken cancellation)
    {
        var (language, caller, asked) = (RequestLanguage.Of(context), Caller.Of(context), time.GetTimestamp());
        var reading = checks.Read(body);
        if (reading.Request is not { } request)
        {
            return Problem.Invalid(reading.Faults, language);
        }

        if (caller.Beyond(request) is { } beyond)
        {
            return Problem.Of(StatusCodes.Status403Forbidden, beyond, language);
        }

        var receipt = await checks.Answer(request, caller, Arrival.Of(context), cancellation);
        var said = Said(receipt, catalogue, language);
        caller.Tell(said.Eligible ? Resolution.Known : Resolution.NotFound);
        context.Features.Get<Arrival>()?.EndsItsTurn();
        await beat.Wait(asked, cancellation);
        return TypedResults.Ok(said);
    }

    /// <summary>Only what this very credential was told: an organisation's other keys see its receipts elsewhere.</summary>
    private static async Task<Results<Ok<SceneResponse>, ProblemHttpResult>> GetAsync(
        [Description("Id of a receipt, as the answer gave it.")] Guid id, ReceiptWriter receipts, Catalogue catalogue, HttpContext context, CancellationToken cancellation)
    {
        var language = RequestLanguage.Of(context);
        return await receipts.Find(id, cancellation) is { } receipt && receipt.Credential == Caller.Of(context).Credential
            ? TypedResults.Ok(Said(receipt, catalogue, language))
            : Problem.Of(StatusCodes.Status404NotFound, ProblemTexts.NotFound, language);
    }

    private static SceneResponse Said(Receipt receipt, Catalogue catalogue, Domain.Language language) =>
        SceneResponse.Of(receipt, catalogue.Find(receipt.Edition) ?? throw new InvalidDataException($"Edition {receipt.Edition} of a receipt is not in this catalogue."), language);
}
