using CreditGate.Api.Admission;
using CreditGate.Api.Auth;
using CreditGate.Api.Docs;
using CreditGate.Api.Hosting;
using CreditGate.Api.Problems;
using CreditGate.Api.Subjects;
using CreditGate.Domain.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditGate.Api.Previews;

internal static class PreviewsApi
{
    public static RouteGroupBuilder MapPreviews(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/checks/preview").WithTags("Checks").Needs(Scope.Report).LooksForSubjects();
        group.MapPost("/", PreviewAsync)
            .WithName("PreviewCheck")
            .WithSummary("What would be answered, if (预览)")
            .WithDescription("With hypothetical records, another instant or another edition. Decided by the same rules on what is known now. There is no receipt, nothing is changed, and nobody may act on it: check before you act.")
            .ProducesInputProblems().ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        return group;
    }

    private static async Task<Results<Ok<PreviewResponse>, ProblemHttpResult>> PreviewAsync(
        PreviewBody body, PreviewService previews, PersonViews views, HttpContext context, CancellationToken cancellation)
    {
        var language = RequestLanguage.Of(context);
        var result = await previews.Run(body, Caller.Of(context), language, cancellation);
        if (result.Forbidden is { } beyond)
        {
            return Problem.Of(StatusCodes.Status403Forbidden, beyond, language);
        }

        if (result.Response is not { } response)
        {
            return Problem.Invalid(result.Faults, language);
        }

        foreach (var person in result.Persons)
        {
            await views.Note(person, result.Reason, "preview", context);        // there is no receipt to tell of it
        }

        return TypedResults.Ok(response);
    }
}
