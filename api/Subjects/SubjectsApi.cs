using System.ComponentModel;
using CreditGate.Actors.Ledger;
using CreditGate.Actors.Persons;
using CreditGate.Api.Admission;
using CreditGate.Api.Auth;
using CreditGate.Api.Docs;
using CreditGate.Api.Hosting;
using CreditGate.Api.Problems;
using CreditGate.Domain;
using CreditGate.Domain.Access;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Intake;
using CreditGate.Domain.Records;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditGate.Api.Subjects;

/// <summary>A subject, named in one of three ways, and of persons why they are looked up.</summary>
internal sealed record LookupBody
{
    /// <summary>USCC of an entity.</summary>
    public string? Uscc { get; init; }

    /// <summary>A person, by name and number together.</summary>
    public PersonRow? Person { get; init; }

    /// <summary>A key given out earlier.</summary>
    public string? Key { get; init; }

    /// <summary>Of persons: what for. Kept with the view, and told to the person who asks.</summary>
    public string? Purpose { get; init; }

    /// <summary>Of persons: number of the case.</summary>
    public string? BusinessNumber { get; init; }

    internal SubjectRow Subject => new() { Uscc = Uscc, Person = Person, Key = Key };
}

internal static class SubjectsApi
{
    private const int MostViews = 1_000;

    internal const string SubjectInUrl = "USCC of an entity, or a key given out earlier. Never an ID number.";

    public static RouteGroupBuilder MapSubjects(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/subjects").WithTags("Subjects").Needs(Scope.Check | Scope.Audit).LooksForSubjects();
        group.MapGet("/{subject}", GetAsync)
            .WithName("GetSubject")
            .WithSummary("Status and records of a subject")
            .WithDescription("By USCC or by a key given out earlier. Repaired and withdrawn records are not shown (INV-04). ID numbers never stand in a URL: use lookup. Persons are shown for a purpose and a case only, and each view is noted. An erased person is not found, but by operators and auditors, who see that nothing is left.")
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
        group.MapGet("/{subject}/views", ViewsAsync)
            .Needs(Scope.Audit)
            .WithName("ListViews")
            .WithSummary("Who looked at a person, when, what for and in which case")
            .WithDescription("For whoever answers the person's question who has looked (PIPL art. 44, 45; own). Views are noted before anything is shown; checks are known by their receipts, those that named the person beside another subject too. Who saw the person through a record of an entity, a case or another's receipt is noted once a day for each.")
            .ProducesAccessProblems().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPost("/lookup", LookupAsync)
            .WithName("LookUpSubject")
            .WithSummary("Find a subject, persons by name and number together")
            .WithDescription("Persons for a purpose and a case only; the view is noted, and can be listed for the person.")
            .ProducesInputProblems().ProducesProblem(StatusCodes.Status404NotFound);
        return group;
    }

    private static async Task<Results<Ok<SubjectResponse>, ProblemHttpResult>> GetAsync(
        [Description(SubjectInUrl)] string subject, [AsParameters] ViewParameters view, SubjectReading reading, PersonViews views, HttpContext context)
    {
        var (key, reason, refusal) = SubjectPath.For(subject, view, context);
        return refusal is not null ? refusal : await Shown(reading, views, key, reason, "subject", context);
    }

    private static async Task<Results<Ok<SubjectAsOfResponse>, ProblemHttpResult>> AsOfAsync(
        [Description(SubjectInUrl)] string subject,
        [Description("An instant with its offset, such as 2026-04-01T00:00:00Z or ...%2B08:00.")] DateTimeOffset at,
        [AsParameters] ViewParameters view, PersonViews views, SubjectAsOf reading, Catalogue catalogue, HttpContext context, CancellationToken cancellation)
    {
        var language = RequestLanguage.Of(context);
        var (key, reason, refusal) = SubjectPath.For(subject, view, context);
        if (refusal is not null)
        {
            return refusal;
        }

        if (!LegalTime.Covers(at))
        {
            return Problem.Of(StatusCodes.Status400BadRequest, ProblemTexts.BadParameter, language);
        }

        if (at < catalogue.Editions[0].StartsAt)
        {
            return Problem.Of(StatusCodes.Status404NotFound, ProblemTexts.NoEdition, language);
        }

        if (await reading.Read(key, at, Caller.Of(context), cancellation) is not { } response)
        {
            return Problem.Of(StatusCodes.Status404NotFound, ProblemTexts.NotFound, language);
        }

        await views.Note(key, reason, "asOf", context);
        await views.NoteNamed(key, [.. response.KnownThen.Records, .. response.KnownNow.Records], reason, "asOf", context);
        return TypedResults.Ok(response);
    }

    private static async Task<Results<Ok<SubjectResponse>, ProblemHttpResult>> LookupAsync(
        LookupBody body, SubjectReading reading, PersonViews views, PersonDirectory persons, PlatformClock clock, HttpContext context, CancellationToken cancellation)
    {
        var language = RequestLanguage.Of(context);
        var claim = SubjectClaim.Read(body.Subject, LegalTime.DateOf(clock.GetUtcNow()));
        if (claim.Value is not { } named)
        {
            return Problem.Invalid(claim.Faults, language);
        }

        if (!Caller.Of(context).Limits.Allows(named))
        {
            return Problem.Of(StatusCodes.Status403Forbidden, AccessFaults.Subject, language);
        }

        var (_, reason, refusal) = named.Kind == SubjectKinds.Person ? SubjectPath.ForPerson(default, body.Purpose, body.BusinessNumber, context, (named as PersonClaim)?.Name) : default;
        if (refusal is not null)
        {
            return refusal;
        }

        var resolved = await persons.Resolve(named, cancellation);
        if (resolved.Key is { } key)
        {
            return await Shown(reading, views, key, reason, "lookup", context);
        }

        Caller.Of(context).Tell(resolved.Resolution);
        return Problem.Of(StatusCodes.Status404NotFound, ProblemTexts.NotFound, language);
    }

    private static async Task<Results<Ok<TimelineResponse>, ProblemHttpResult>> TimelineAsync(
        [Description(SubjectInUrl)] string subject, [AsParameters] ViewParameters view, ISubjectLedger ledger, PersonViews views, Catalogue catalogue, PlatformClock clock, HttpContext context, CancellationToken cancellation)
    {
        var language = RequestLanguage.Of(context);
        var (key, reason, refusal) = SubjectPath.For(subject, view, context);
        if (refusal is not null)
        {
            return refusal;
        }

        var events = TimelineEntry.KnownTo(Caller.Of(context), await ledger.Read(key, 0, cancellation));
        Caller.Of(context).Tell(events.Count == 0 ? Resolution.NotFound : Resolution.Known);
        if (events.Count == 0)
        {
            return Problem.Of(StatusCodes.Status404NotFound, ProblemTexts.NotFound, language);
        }

        var edition = catalogue.At(clock.GetUtcNow());
        var entries = TimelineEntry.From(events, record => Caller.Of(context).MaySee(record, edition));
        await views.Note(key, reason, "timeline", context);
        await views.NoteNamed(key, entries.Select(static entry => entry.Content).OfType<PublicCreditRecord>(), reason, "timeline", context);
        return TypedResults.Ok(new TimelineResponse(key.Value, entries));
    }

    private static async Task<Results<Ok<PersonViewsResponse>, ProblemHttpResult>> ViewsAsync(
        [Description("Key of a person, as an answer or lookup gave it.")] string subject,
        [Description("Of checks: next of the page before.")] Guid? after,
        [Description("Most checks of a page, 1 to 1000; 100 when left out.")] int? limit,
        PersonViews views, HttpContext context, CancellationToken cancellation) =>
        SubjectPath.Read(subject) is { Key: { Kind: SubjectKinds.Person } key } && Caller.Of(context).Limits.Allows(key)
            ? TypedResults.Ok(await views.Of(key, after ?? Guid.Empty, Math.Clamp(limit ?? 100, 1, MostViews), cancellation))
            : Problem.Of(StatusCodes.Status404NotFound, ProblemTexts.NotFound, RequestLanguage.Of(context));

    private static async Task<Results<Ok<SubjectResponse>, ProblemHttpResult>> Shown(SubjectReading reading, PersonViews views, SubjectKey key, ViewReason? reason, string what, HttpContext context)
    {
        var found = await reading.Of(key, Caller.Of(context));
        Caller.Of(context).Tell(found is null ? Resolution.NotFound : Resolution.Known);
        if (found is not { } response)
        {
            return Problem.Of(StatusCodes.Status404NotFound, ProblemTexts.NotFound, RequestLanguage.Of(context));
        }

        await views.Note(key, reason, what, context);
        await views.NoteNamed(key, response.Records, reason, what, context);
        return TypedResults.Ok(response);
    }
}
