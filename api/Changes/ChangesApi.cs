using System.Collections.Immutable;
using System.ComponentModel;
using CreditGate.Actors.Changes;
using CreditGate.Api.Admission;
using CreditGate.Api.Auth;
using CreditGate.Api.Docs;
using CreditGate.Api.Hosting;
using CreditGate.Api.Problems;
using CreditGate.Domain;
using CreditGate.Domain.Access;
using CreditGate.Domain.Catalogues;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace CreditGate.Api.Changes;

internal static class ChangesApi
{
    public static RouteGroupBuilder MapChanges(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/changes").WithTags("Changes").Needs(Scope.Check | Scope.Act | Scope.Audit);
        group.MapGet("/", Get)
            .Is(Work.Follow)
            .WithName("ListChanges")
            .WithSummary("The change feed: what started, was suspended, resumed, eased or lifted, and when")
            .WithDescription(
                "Every committed change of a subject's standing, what time alone ended (within 60 seconds) and every edition, in the order of the commits, each once. "
                + "Go on with next: a cursor skips nothing and repeats nothing, whatever is filtered, and stays good over restarts. Entries are kept for 400 days. "
                + "With wait the call returns as soon as something matches. With Accept: text/event-stream the entries come as server-sent events: id is the cursor, "
                + "event the kind, data the entry; a heartbeat carries the cursor at the start and after 15 seconds of silence; Last-Event-ID is honoured before after. "
                + "A replay of all entries of a subject leads to what its records bring about. What matter cells advise or propose without a rule follows from the statuses and is not listed. "
                + "What is about subjects beyond the limits of the key is passed over.")
            .Produces<ChangePage>()
            .ProducesAccessProblems()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status410Gone)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        return group;
    }

    /// <remarks>Not a union of results: pages and events share their status, and the document can say only one of them by itself.</remarks>
    private static async Task<IResult> Get(
        [AsParameters] ChangeParameters parameters,
        [FromHeader(Name = "Last-Event-ID"), Description("For event streams: the id of the last event received.")] string? lastEventId,
        Catalogue catalogue,
        FeedPlaces places,
        FeedReader reader,
        FeedStream stream,
        ChangeText text,
        HttpContext context,
        CancellationToken cancellation)
    {
        var language = RequestLanguage.Of(context);
        var (query, faults) = ChangeQuery.Read(parameters, catalogue);
        if (faults.Count > 0)
        {
            return Problem.Invalid(faults, language);
        }

        var (caller, edition) = (Caller.Of(context), catalogue.Editions[^1]);
        var filter = query.Filter with { Limits = caller.Limits, MaySee = record => caller.MaySee(record, edition) };
        var streams = WantsEvents(context.Request);
        var (position, oldest, fault) = await places.Find(streams && lastEventId is not null ? lastEventId : query.After, cancellation);
        if (fault is not null)
        {
            return Refused(fault, oldest, language);
        }

        if (streams)
        {
            return TypedResults.ServerSentEvents(stream.Read(position, filter, language, cancellation));
        }

        var page = await reader.Await(position, filter, query.Limit, query.Wait, cancellation);
        return page.IsBroken && page.Entries.IsEmpty
            ? Refused(ProblemTexts.CursorExpired, await places.Oldest(cancellation), language)
            : TypedResults.Ok(new ChangePage(
                ImmutableArray.CreateRange(page.Entries, entry => text.Of(entry, language)),
                await places.CursorAt(page.Position, cancellation),
                oldest,
                FeedRetention.Days,
                page.HasMore || page.IsBroken));
    }

    private static ProblemHttpResult Refused(Fault fault, string oldest, Language language)
    {
        var problem = Problem.Of(StatusOf(fault), fault, language);
        if (fault == ProblemTexts.CursorExpired)
        {
            problem.ProblemDetails.Extensions["oldestKept"] = oldest;
        }

        return problem;
    }

    private static int StatusOf(Fault fault) =>
        fault == ProblemTexts.BadCursor ? StatusCodes.Status400BadRequest
        : fault == ProblemTexts.CursorExpired ? StatusCodes.Status410Gone
        : StatusCodes.Status409Conflict;

    private static bool WantsEvents(HttpRequest request) =>
        MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted)
        && accepted.Any(static media => media.MediaType.Equals("text/event-stream", StringComparison.OrdinalIgnoreCase) && media.Quality is not 0);
}

internal static class ChangeServices
{
    public static IServiceCollection AddChanges(this IServiceCollection services) => services
        .AddSingleton<FeedEntries>()
        .AddSingleton<ChangeFeed>()
        .AddSingleton<FeedPlaces>()
        .AddSingleton<ChangeText>()
        .AddSingleton<FeedReader>()
        .AddSingleton<FeedStream>();
}
