using System.ComponentModel;
using CreditGate.Actors.Pushes;
using CreditGate.Api.Admission;
using CreditGate.Api.Docs;
using CreditGate.Api.Hosting;
using CreditGate.Api.Problems;
using CreditGate.Domain;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditGate.Api.Pushes;

/// <summary>The lines of a push that its sender must hear of, streamed.</summary>
internal static class PushLinesApi
{
    private const string Id = "Id of the push.";
    private const string Csv = "text/csv; charset=utf-8";

    public static void MapPushLines(this IEndpointRouteBuilder pushes)
    {
        pushes.MapGet("/{id:guid}/rejects", RejectsAsync)
            .Is(Work.Follow)
            .WithName("GetRejects")
            .WithSummary("Rejected rows as they were sent, and why")
            .WithDescription("In the form of the file, ready to be corrected and pushed again: NDJSON rows get a member _rejected (line, faults), CSV rows the columns _line, _field, _code, _message in front; "
                + "pushed again, these are passed over. CSV is UTF-8 with a byte order mark. While the push runs: the rows rejected so far.")
            .Produces<string>(StatusCodes.Status200OK, JsonLines.Type, "text/csv").ProducesLineProblems();
        pushes.MapGet("/{id:guid}/late", LateAsync)
            .Is(Work.Follow)
            .WithName("GetLateRows")
            .WithSummary("Permits and penalties pushed later than seven working days after the decision (双公示)")
            .Produces<LateRow>(StatusCodes.Status200OK, JsonLines.Type).ProducesLineProblems();
        pushes.MapGet("/{id:guid}/extra", ExtraAsync)
            .Is(Work.Follow)
            .WithName("GetExtraColumns")
            .WithSummary("What the rows held in columns that this service does not read")
            .Produces<ExtraRow>(StatusCodes.Status200OK, JsonLines.Type).ProducesLineProblems();
    }

    private static Task<Results<PushStreamHttpResult, ProblemHttpResult>> RejectsAsync(
        [Description(Id)] Guid id, PushDesk desk, PushLines lines, HttpContext context, CancellationToken cancellation) =>
        Stream(id, desk, context, (push, language) => push.Job.File.Form == FileForm.Ndjson
            ? TypedResults.Stream(output => NdjsonRejects.Write(lines.Rejected(push.Job, cancellation), output, language, cancellation), JsonLines.Type)
            : TypedResults.Stream(output => CsvRejects.Write(lines.Rejected(push.Job, cancellation), output, language, cancellation), Csv));

    private static Task<Results<PushStreamHttpResult, ProblemHttpResult>> LateAsync(
        [Description(Id)] Guid id, PushDesk desk, LateRows late, HttpContext context, CancellationToken cancellation) =>
        Stream(id, desk, context, (push, _) => TypedResults.Stream(output => JsonLines.Write(late.Of(push.Job, cancellation), output, cancellation), JsonLines.Type));

    private static Task<Results<PushStreamHttpResult, ProblemHttpResult>> ExtraAsync(
        [Description(Id)] Guid id, PushDesk desk, ExtraColumns extra, HttpContext context, CancellationToken cancellation) =>
        Stream(id, desk, context, (push, _) => TypedResults.Stream(output => JsonLines.Write(extra.Of(push.Job, cancellation), output, cancellation), JsonLines.Type));

    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> Stream(
        Guid id, PushDesk desk, HttpContext context, Func<KeptPush, Language, PushStreamHttpResult> stream)
    {
        var language = RequestLanguage.Of(context);
        return await desk.Find(id, context) switch
        {
            null => Problem.Of(StatusCodes.Status404NotFound, ProblemTexts.NotFound, language),
            { } push when desk.IsExpired(push) => Problem.Of(StatusCodes.Status410Gone, ProblemTexts.PushExpired, language),
            { } push => stream(push, language),
        };
    }

    private static void ProducesLineProblems(this RouteHandlerBuilder route) => route
        .ProducesAccessProblems().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status410Gone);
}
