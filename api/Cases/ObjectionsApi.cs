using System.ComponentModel;
using CreditGate.Actors.Cases;
using CreditGate.Api.Auth;
using CreditGate.Api.Docs;
using CreditGate.Api.Hosting;
using CreditGate.Api.Problems;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Cases;
using CreditGate.Domain.Cases.Objections;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Intake.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditGate.Api.Cases;

internal static class ObjectionsApi
{
    private const string IdInUrl = "Case number, as the answer to the submission gave it.";

    public static RouteGroupBuilder MapObjections(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/objections").WithTags("Objections").RequireAuthorization();
        group.MapPost("/", SubmitAsync)
            .WithName("SubmitObjection")
            .WithSummary("Submit an objection to a record (异议)")
            .WithDescription(
                "A complete submission is accepted, marks the record and suspends the measures that rest on it in one turn: the next check shows it. "
                + "An incomplete one is returned, with what is missing. Verification is due 20 calendar days after receipt; while it is overdue, measures stay suspended. "
                + "A statutory ban is not stayed by an objection.")
            .ProducesInputProblems().ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapGet("/", List)
            .WithName("ListObjections")
            .WithSummary("Objections to the caller's records, or taken in by it")
            .ProducesAccessProblems().ProducesProblem(StatusCodes.Status400BadRequest);
        group.MapGet("/{id}", Get)
            .WithName("GetObjection")
            .WithSummary("One objection")
            .ProducesAccessProblems().ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPost("/{id}/steps", Step)
            .WithName("TakeObjectionStep")
            .WithSummary("Take an objection on: verify, conclude, notify, close")
            .WithDescription(
                "The provider of the record verifies and concludes: uphold (measures resume), correct (push the corrected record first) or withdraw. "
                + "What the workflow or a guard does not allow is refused with its code; nothing has changed then.")
            .ProducesInputProblems().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapGet("/{id}/restoration", RestorationAsync)
            .WithName("GetRestoration")
            .WithSummary("Past answers that rested on a record that was wrong")
            .WithDescription("All of them for the operator and the provider; to another department its own, to work off. Found by receipts, which reach the ledger a moment after their answers.")
            .ProducesAccessProblems().ProducesProblem(StatusCodes.Status404NotFound);
        return group;
    }

    private static Task<Results<Ok<CaseBody>, ProblemHttpResult>> SubmitAsync(ObjectionRow body, CaseService cases, HttpContext context, CancellationToken cancellation) =>
        cases.Open("OB", reader => reader.Read(body), Caller.Of(context), RequestLanguage.Of(context), cancellation);

    private static Task<Ok<CasePage>> List([AsParameters] CaseListParameters parameters, CaseService cases, HttpContext context, CancellationToken cancellation) =>
        cases.List(CaseKind.Objection, parameters, Caller.Of(context), RequestLanguage.Of(context), cancellation);

    private static Task<Results<Ok<CaseBody>, ProblemHttpResult>> Get(
        [Description(IdInUrl)] string id, CaseService cases, HttpContext context, CancellationToken cancellation) =>
        cases.Get(CaseKind.Objection, id, Caller.Of(context), RequestLanguage.Of(context), cancellation);

    private static Task<Results<Ok<CaseBody>, ProblemHttpResult>> Step(
        [Description(IdInUrl)] string id, StepBody body, CaseService cases, HttpContext context, CancellationToken cancellation) =>
        cases.Take(CaseKind.Objection, id, body, Caller.Of(context), RequestLanguage.Of(context), cancellation);

    private static async Task<Results<Ok<RestorationBody>, ProblemHttpResult>> RestorationAsync(
        [Description(IdInUrl)] string id, CaseService cases, PastAnswers answers, HttpContext context, CancellationToken cancellation)
    {
        var caller = Caller.Of(context);
        if (await cases.See(CaseKind.Objection, id, caller, cancellation) is not { Case: ObjectionCase { FoundWrong: true } objection } stored)
        {
            return Problem.Of(StatusCodes.Status404NotFound, CaseDesk.NoCase, RequestLanguage.Of(context));
        }

        var seesAll = caller.Organisation == Department.PlatformOperator || caller.Organisation == objection.Record.Source;
        var found = new List<PastAnswerBody>();
        await foreach (var (receipt, reliance) in answers.On(stored.Subject.Value, objection, cancellation))
        {
            if (seesAll || receipt.Organisation == caller.Organisation)
            {
                found.Add(new PastAnswerBody(
                    receipt.Id, receipt.Organisation, receipt.Matter, receipt.BusinessNumber, receipt.DecidedAt.ToOffset(LegalTime.ChinaStandardTime), receipt.Ruling.Outcome, reliance));
            }
        }

        return TypedResults.Ok(new RestorationBody(id, [.. found]));
    }
}
