using System.ComponentModel;
using CreditGate.Api.Admission;
using CreditGate.Api.Auth;
using CreditGate.Api.Docs;
using CreditGate.Api.Hosting;
using CreditGate.Domain.Access;

namespace CreditGate.Api.Cases;

/// <summary>What every kind of case has: opening one, the list, one case, a step in it.</summary>
internal static class CaseRoutes
{
    public const string IdInUrl = "Case number, as the answer that opened the case gave it.";

    /// <param name="open">Handler with the body that opens a case of the kind.</param>
    /// <returns>The group, for what one kind has alone.</returns>
    public static RouteGroupBuilder MapCases(this IEndpointRouteBuilder routes, CaseTexts texts, Delegate open)
    {
        var group = routes.MapGroup($"/v1/{texts.Path}").WithTags(texts.Tag).Needs(texts.Scope | Scope.Audit);
        group.MapPost("/", open).Needs(texts.Scope).LooksForSubjects()
            .Says(texts.Open).ProducesInputProblems()
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapGet("/", ([AsParameters] CaseListParameters parameters, CaseService cases, HttpContext context, CancellationToken cancellation) =>
                cases.List(texts.Kind, parameters, Caller.Of(context), RequestLanguage.Of(context), cancellation))
            .Says(texts.List).ProducesAccessProblems().ProducesProblem(StatusCodes.Status400BadRequest);
        group.MapGet("/{id}", ([Description(IdInUrl)] string id, CaseService cases, HttpContext context, CancellationToken cancellation) =>
                cases.Get(texts.Kind, id, Caller.Of(context), RequestLanguage.Of(context), cancellation))
            .Says(texts.Get).ProducesAccessProblems().ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPost("/{id}/steps", ([Description(IdInUrl)] string id, StepBody body, CaseService cases, HttpContext context, CancellationToken cancellation) =>
                cases.Take(texts.Kind, id, body, Caller.Of(context), RequestLanguage.Of(context), cancellation))
            .Needs(texts.Scope).Says(texts.Step).ProducesInputProblems().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        return group;
    }

    private static RouteHandlerBuilder Says(this RouteHandlerBuilder route, RouteText text)
    {
        route.WithName(text.Name).WithSummary(text.Summary);
        return text.Description is { } description ? route.WithDescription(description) : route;
    }
}
