using System.ComponentModel;
using CreditGate.Api.Auth;
using CreditGate.Api.Docs;
using CreditGate.Api.Hosting;
using CreditGate.Domain.Cases;
using CreditGate.Domain.Intake.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditGate.Api.Cases;

internal static class ActionsApi
{
    private const string IdInUrl = "Number of the action, as the answer to its initiation gave it.";

    public static RouteGroupBuilder MapActions(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/actions").WithTags("Actions").RequireAuthorization();
        group.MapPost("/", InitiateAsync)
            .WithName("InitiateAction")
            .WithSummary("Initiate a joint action on a subject that the caller designated (发起)")
            .WithDescription(
                "The entry must stand published on the platform (INV-05). Which departments have to act, by which measures or incentives and in which matters, follows from the catalogue. "
                + "Each of them gets its tasks, in the change feed and in its list; feedback is due in 5 working days. "
                + "An objection, a stay, a repair, a withdrawal or the end of the term reaches open tasks in the same commit, without anybody's doing.")
            .ProducesInputProblems().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapGet("/", List)
            .WithName("ListActions")
            .WithSummary("Joint actions that the caller initiated, or has tasks in")
            .ProducesAccessProblems().ProducesProblem(StatusCodes.Status400BadRequest);
        group.MapGet("/{id}", Get)
            .WithName("GetAction")
            .WithSummary("One joint action with its tasks")
            .ProducesAccessProblems().ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPost("/{id}/steps", Step)
            .WithName("TakeActionStep")
            .WithSummary("Respond to a joint action: acknowledge, start, feed back (响应, 执行反馈)")
            .WithDescription("For the caller's own tasks, all of them or those of one rule. Feedback after start tells what was done; feedback after acknowledge tells why it does not apply.")
            .ProducesInputProblems().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        return group;
    }

    private static Task<Results<Ok<CaseBody>, ProblemHttpResult>> InitiateAsync(ActionRow body, CaseService cases, HttpContext context, CancellationToken cancellation) =>
        cases.Open("JA", reader => reader.Read(body), Caller.Of(context), RequestLanguage.Of(context), cancellation);

    private static Task<Ok<CasePage>> List([AsParameters] CaseListParameters parameters, CaseService cases, HttpContext context, CancellationToken cancellation) =>
        cases.List(CaseKind.JointAction, parameters, Caller.Of(context), RequestLanguage.Of(context), cancellation);

    private static Task<Results<Ok<CaseBody>, ProblemHttpResult>> Get(
        [Description(IdInUrl)] string id, CaseService cases, HttpContext context, CancellationToken cancellation) =>
        cases.Get(CaseKind.JointAction, id, Caller.Of(context), RequestLanguage.Of(context), cancellation);

    private static Task<Results<Ok<CaseBody>, ProblemHttpResult>> Step(
        [Description(IdInUrl)] string id, StepBody body, CaseService cases, HttpContext context, CancellationToken cancellation) =>
        cases.Take(CaseKind.JointAction, id, body, Caller.Of(context), RequestLanguage.Of(context), cancellation);
}
