using System.ComponentModel;
using CreditGate.Api.Auth;
using CreditGate.Api.Docs;
using CreditGate.Api.Hosting;
using CreditGate.Api.Problems;
using CreditGate.Domain;
using CreditGate.Domain.Access;
using CreditGate.Domain.Catalogues;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditGate.Api.Catalogues.Comparing;

internal static class ComparisonsApi
{
    public static void MapEditionPreviews(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/catalogue/editions").WithTags("Catalogue").Needs(Scope.Operate);
        group.MapPost("/{id}/preview", StartAsync).WithName("PreviewEdition").WithSummary("Whose answers would change under an edition (发布前预览)")
            .WithDescription("Rules all subjects, or a sample, under the edition and under the one that is in force without it, by the same rules as checks, and counts what differs by matter and measure. Runs on the node that answers, one at a time, behind checks; its progress is read there and gone with the node. It only reads: after a restart ask again.")
            .ProducesInputProblems().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        group.MapGet("/previews/{preview:guid}", Get).WithName("GetEditionPreview").WithSummary("How far a preview is, and what changes")
            .ProducesAccessProblems().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPost("/previews/{preview:guid}/cancel", CancelAsync).WithName("CancelEditionPreview").WithSummary("End a preview early; what it found stays readable")
            .ProducesAccessProblems().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<ComparisonResponse>, ProblemHttpResult>> StartAsync(
        [Description("Id of a submitted edition.")] string id, ComparisonBody body,
        EditionDesk editions, ComparisonReader reader, ComparisonDesk desk, Catalogue catalogue, PlatformClock clock, HttpContext context, CancellationToken cancellation)
    {
        var language = RequestLanguage.Of(context);
        await editions.Acts(cancellation);      // one that another node has just taken
        if (catalogue.FindAny(id) is not { } edition)
        {
            return Problem.Of(StatusCodes.Status404NotFound, ProblemTexts.NotFound, language);
        }

        var (comparison, faults) = reader.Read(body, edition, clock.GetUtcNow());
        return comparison is null ? Problem.Invalid(faults, language)
            : desk.Start(comparison) is { } job ? TypedResults.Ok(job.Read(language))
            : Problem.Of(StatusCodes.Status409Conflict, ComparisonFaults.Running, language);
    }

    private static Results<Ok<ComparisonResponse>, ProblemHttpResult> Get([Description("Id of the preview.")] Guid preview, ComparisonDesk desk, HttpContext context) =>
        Response(desk.Find(preview), context);

    private static async Task<Results<Ok<ComparisonResponse>, ProblemHttpResult>> CancelAsync([Description("Id of the preview.")] Guid preview, ComparisonDesk desk, HttpContext context)
    {
        var job = desk.Find(preview);
        if (job is { IsRunning: true })
        {
            await job.Stop.CancelAsync();
        }

        return Response(job, context);
    }

    private static Results<Ok<ComparisonResponse>, ProblemHttpResult> Response(ComparisonJob? job, HttpContext context)
    {
        var language = RequestLanguage.Of(context);
        return job is null ? Problem.Of(StatusCodes.Status404NotFound, ProblemTexts.NotFound, language) : TypedResults.Ok(job.Read(language));
    }
}
