using System.ComponentModel;
using CreditGate.Actors.Ledger;
using CreditGate.Actors.Persons;
using CreditGate.Api.Auth;
using CreditGate.Api.Docs;
using CreditGate.Api.Hosting;
using CreditGate.Api.Problems;
using CreditGate.Domain;
using CreditGate.Domain.Access;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Intake;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditGate.Api.Subjects;

internal static class SubjectsApi
{
    internal const string SubjectInUrl = "USCC of an entity, or a key given out earlier. Never an ID number.";

    public static RouteGroupBuilder MapSubjects(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/subjects").WithTags("Subjects").Needs(Scope.Check | Scope.Audit);
        group.MapGet("/{subject}", GetAsync)
            .WithName("GetSubject")
            .WithSummary("Status and records of a subject")
            .WithDescription("By USCC or by a key given out earlier. Repaired and withdrawn records are not shown (INV-04). ID numbers never stand in a URL: use lookup.")
            .ProducesAccessProblems().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapGet("/{subject}/timeline", TimelineAsync)
            .WithName("GetTimeline")
            .WithSummary("What happened to a subject, oldest first")
            .ProducesAccessProblems().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapGet("/{subject}/as-of", AsOfAsync)
            .Needs(Scope.Audit)
            .WithName("GetSubjectAsOf")
            .WithSummary("A subject at a past instant: what was known then, and what is known of it now")
            .WithDescription("For audits. Under the edition in force at the instant.")
            .ProducesAccessProblems().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapPost("/lookup", LookupAsync)
            .WithName("LookUpSubject")
            .WithSummary("Find a subject, persons by name and number together")
            .ProducesInputProblems().ProducesProblem(StatusCodes.Status404NotFound);
        return group;
    }

    private static async Task<Results<Ok<SubjectResponse>, ProblemHttpResult>> GetAsync(
        [Description(SubjectInUrl)] string subject, SubjectReading reading, HttpContext context)
    {
        var (key, refusal) = SubjectPath.For(subject, context);
        return refusal is not null ? refusal : await Shown(reading, key, RequestLanguage.Of(context));
    }

    private static async Task<Results<Ok<SubjectAsOfResponse>, ProblemHttpResult>> AsOfAsync(
        [Description(SubjectInUrl)] string subject,
        [Description("An instant with its offset, such as 2026-04-01T00:00:00Z or ...%2B08:00.")] DateTimeOffset at,
        SubjectAsOf reading, Domain.Catalogues.Catalogue catalogue, HttpContext context, CancellationToken cancellation)
    {
        var language = RequestLanguage.Of(context);
        var (key, refusal) = SubjectPath.For(subject, context);
        if (refusal is not null)
        {
            return refusal;
        }

        if (at < catalogue.Editions[0].StartsAt)
        {
            return Problem.Of(StatusCodes.Status404NotFound, ProblemTexts.NoEdition, language);
        }

        return await reading.Read(key, at, cancellation) is { } response
            ? TypedResults.Ok(response)
            : Problem.Of(StatusCodes.Status404NotFound, ProblemTexts.NotFound, language);
    }

    private static async Task<Results<Ok<SubjectResponse>, ProblemHttpResult>> LookupAsync(
        SubjectRow body, SubjectReading reading, PersonDirectory persons, PlatformClock clock, HttpContext context, CancellationToken cancellation)
    {
        var language = RequestLanguage.Of(context);
        var claim = SubjectClaim.Read(body, LegalTime.DateOf(clock.GetUtcNow()));
        if (claim.Value is not { } named)
        {
            return Problem.Invalid(claim.Faults, language);
        }

        if (!Caller.Of(context).Limits.Allows(named))
        {
            return Problem.Of(StatusCodes.Status403Forbidden, AccessFaults.Subject, language);
        }

        return (await persons.Resolve(named, cancellation)).Key is { } key
            ? await Shown(reading, key, language)
            : Problem.Of(StatusCodes.Status404NotFound, ProblemTexts.NotFound, language);
    }

    private static async Task<Results<Ok<TimelineResponse>, ProblemHttpResult>> TimelineAsync(
        [Description(SubjectInUrl)] string subject, ISubjectLedger ledger, HttpContext context, CancellationToken cancellation)
    {
        var language = RequestLanguage.Of(context);
        var (key, refusal) = SubjectPath.For(subject, context);
        if (refusal is not null)
        {
            return refusal;
        }

        var events = await ledger.Read(key, 0, cancellation);
        return events.Count > 0
            ? TypedResults.Ok(new TimelineResponse(key.Value, TimelineEntry.From(events)))
            : Problem.Of(StatusCodes.Status404NotFound, ProblemTexts.NotFound, language);
    }

    private static async Task<Results<Ok<SubjectResponse>, ProblemHttpResult>> Shown(SubjectReading reading, SubjectKey key, Language language) =>
        await reading.Of(key) is { } response
            ? TypedResults.Ok(response)
            : Problem.Of(StatusCodes.Status404NotFound, ProblemTexts.NotFound, language);
}
