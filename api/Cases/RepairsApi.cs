using System.ComponentModel;
using CreditGate.Api.Auth;
using CreditGate.Api.Docs;
using CreditGate.Api.Hosting;
using CreditGate.Domain.Cases;
using CreditGate.Domain.Intake.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditGate.Api.Cases;

internal static class RepairsApi
{
    private const string IdInUrl = "Case number, as the answer to the application gave it.";

    public static RouteGroupBuilder MapRepairs(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/repairs").WithTags("Repairs").RequireAuthorization();
        group.MapPost("/", ApplyAsync)
            .WithName("ApplyForRepair")
            .WithSummary("Apply for repair of a record (信用修复)")
            .WithDescription(
                "To the unit that decided, or by the single window: the case is the same. Incomplete, it is returned with what is missing. "
                + "The unit decides on acceptance within 3 working days and on the result within 10. The case is judged by the periods in force on the day of receipt.")
            .ProducesInputProblems().ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapGet("/", List)
            .WithName("ListRepairs")
            .WithSummary("Repairs of the caller's records, or taken in by it")
            .ProducesAccessProblems().ProducesProblem(StatusCodes.Status400BadRequest);
        group.MapGet("/{id}", Get)
            .WithName("GetRepair")
            .WithSummary("One repair")
            .ProducesAccessProblems().ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPost("/{id}/steps", Step)
            .WithName("TakeRepairStep")
            .WithSummary("Take a repair on: accept, decide, publish, close, revoke")
            .WithDescription(
                "Only the unit that provided or designated the record accepts, decides and publishes the statement (INV-10). With the statement the record is gone from every check, list and feed; "
                + "the repair itself is kept. False material, found later, restores the record and bars further repair for 36 months.")
            .ProducesInputProblems().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        return group;
    }

    private static Task<Results<Ok<CaseBody>, ProblemHttpResult>> ApplyAsync(RepairApplicationRow body, CaseService cases, HttpContext context, CancellationToken cancellation) =>
        cases.Open("RP", reader => reader.Read(body), Caller.Of(context), RequestLanguage.Of(context), cancellation);

    private static Task<Ok<CasePage>> List([AsParameters] CaseListParameters parameters, CaseService cases, HttpContext context, CancellationToken cancellation) =>
        cases.List(CaseKind.Repair, parameters, Caller.Of(context), RequestLanguage.Of(context), cancellation);

    private static Task<Results<Ok<CaseBody>, ProblemHttpResult>> Get(
        [Description(IdInUrl)] string id, CaseService cases, HttpContext context, CancellationToken cancellation) =>
        cases.Get(CaseKind.Repair, id, Caller.Of(context), RequestLanguage.Of(context), cancellation);

    private static Task<Results<Ok<CaseBody>, ProblemHttpResult>> Step(
        [Description(IdInUrl)] string id, StepBody body, CaseService cases, HttpContext context, CancellationToken cancellation) =>
        cases.Take(CaseKind.Repair, id, body, Caller.Of(context), RequestLanguage.Of(context), cancellation);
}
