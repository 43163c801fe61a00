using System.ComponentModel;
using System.Globalization;
using CreditGate.Actors.Ledger;
using CreditGate.Actors.Pushes;
using CreditGate.Api.Admission;
using CreditGate.Api.Auth;
using CreditGate.Api.Docs;
using CreditGate.Api.Hosting;
using CreditGate.Api.Problems;
using CreditGate.Domain;
using CreditGate.Domain.Access;
using CreditGate.Domain.Catalogues;
using CreditGate.Silo.Pushes.Uploads;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace CreditGate.Api.Pushes;

internal static class PushesApi
{
    public const string OffsetHeader = "Upload-Offset";

    private const int Listed = 50;

    public static RouteGroupBuilder MapPushes(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/pushes").WithTags("Pushes").Needs(Scope.Push | Scope.Audit);
        group.MapPost("/", PushAsync)
            .WithName("PushFile")
            .Needs(Scope.Push)
            .Is(Work.Upload)
            .WithSummary("Push a file (批量报送)")
            .WithDescription("NDJSON of RecordRow, or CSV with the official double-publicity (XK_, CF_) or list columns, plain or gzip, up to 2 GiB. 202 once the file is durable, encrypted and "
                + "found readable as a whole; the job then survives any stop of the service. The same file with the same key is the same job. One bad row never stops the rest.")
            .WithMetadata(new FileBody())
            .ProducesInputProblems().ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .ProducesProblem(StatusCodes.Status507InsufficientStorage);
        group.MapGet("/", ListAsync)
            .WithName("ListPushes")
            .WithSummary("The newest 50 pushes of an organisation")
            .ProducesAccessProblems().ProducesProblem(StatusCodes.Status403Forbidden);
        group.MapGet("/{id:guid}", GetAsync)
            .WithName("GetPush")
            .WithSummary("How far a push is, and what became of its rows")
            .ProducesAccessProblems().ProducesProblem(StatusCodes.Status404NotFound);
        group.MapGet("/{id:guid}/events", EventsAsync)
            .WithName("WatchPush")
            .Is(Work.Follow)
            .WithSummary("Progress as server-sent events")
            .WithDescription("progress when it moved, at most four a second; heartbeat every 15 s without a move; at the end completed, failed or cancelled, and the stream closes. Each carries the job.")
            .Produces<PushBody>(StatusCodes.Status200OK, "text/event-stream")
            .ProducesAccessProblems().ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPost("/{id:guid}/cancel", CancelAsync)
            .Needs(Scope.Push)
            .WithName("CancelPush")
            .WithSummary("End a push before its next step")
            .WithDescription("Rows that are in stay in. The job tells of its end as of any other.")
            .ProducesAccessProblems().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapUploads();
        group.MapPushLines();
        return group;
    }

    private static async Task<Results<Accepted<PushBody>, Ok<PushBody>, ProblemHttpResult>> PushAsync(
        [AsParameters] PushQuery query,
        PushIntake intake, PushDesk desk, Catalogue catalogue, PlatformClock clock, IOptions<UploadOptions> limits, LedgerPulse pulse, IHostApplicationLifetime lifetime, HttpContext context)
    {
        pulse.EnsureHeard();        // before gigabytes are taken that no job can be made of
        var language = RequestLanguage.Of(context);
        if (FileDeclaration.Read(query) is not { } file)
        {
            return Problem.Of(StatusCodes.Status415UnsupportedMediaType, ProblemTexts.NotRowFile, language);
        }

        var now = clock.GetUtcNow();
        var (order, faults) = PushOrder.Read(query, file, Caller.Of(context), catalogue.At(now), now);
        if (order is null)
        {
            return Problem.Invalid(faults, language);
        }

        if (context.Request.ContentLength > limits.Value.LargestBytes - order.Offset)
        {
            return Problem.Of(StatusCodes.Status413PayloadTooLarge, ProblemTexts.UploadTooLarge, language);
        }

        var taken = await intake.Take(order, context.Request.Body, lifetime.ApplicationStopping);
        if (taken.Push is not { } push)
        {
            return Refusal(taken, context, language);
        }

        var body = desk.BodyOf(push, language);
        context.Response.Headers.Location = body.Links.Self;
        return taken.IsNew ? TypedResults.Accepted(body.Links.Self, body) : TypedResults.Ok(body);
    }

    private static ProblemHttpResult Refusal(PushTaken taken, HttpContext context, Language language)
    {
        if (taken.Conflict is not { } conflict)
        {
            return Problem.Invalid(taken.Faults, language);
        }

        context.Response.Headers[OffsetHeader] = taken.Received?.ToString(CultureInfo.InvariantCulture);
        return Problem.Of(StatusCodes.Status409Conflict, conflict, language);
    }

    private static async Task<Results<Ok<PushesResponse>, ProblemHttpResult>> ListAsync(
        [Description("For the operator: whose pushes, such as D22. Others see their own.")] string? organisation,
        IPushLedger ledger, PushDesk desk, HttpContext context, CancellationToken cancellation)
    {
        var language = RequestLanguage.Of(context);
        var whose = organisation ?? Caller.Of(context).Organisation;
        if (!Caller.Of(context).MaySee(whose))
        {
            return Problem.Of(StatusCodes.Status403Forbidden, ProblemTexts.NotAllowed, language);
        }

        var pushes = await ledger.OfOrganisation(whose, Listed, cancellation);
        return TypedResults.Ok(new PushesResponse([.. pushes.Select(push => desk.BodyOf(push, language))]));
    }

    private static async Task<Results<Ok<PushBody>, ProblemHttpResult>> GetAsync([Description("Id of the push.")] Guid id, PushDesk desk, HttpContext context)
    {
        var language = RequestLanguage.Of(context);
        return await desk.Find(id, context) is { } push ? TypedResults.Ok(desk.BodyOf(push, language)) : NotFound(language);
    }

    private static async Task<Results<ServerSentEventsResult<PushBody>, ProblemHttpResult>> EventsAsync(
        [Description("Id of the push.")] Guid id, PushDesk desk, PushEvents events, HttpContext context)
    {
        var language = RequestLanguage.Of(context);
        return await desk.Find(id, context) is null
            ? NotFound(language)
            : TypedResults.ServerSentEvents(events.Of(id, language, context.RequestAborted));
    }

    private static async Task<Results<Accepted<PushBody>, ProblemHttpResult>> CancelAsync(
        [Description("Id of the push.")] Guid id, IPushLedger ledger, IPushRunner runner, PushDesk desk, HttpContext context)
    {
        var language = RequestLanguage.Of(context);
        if (await desk.Find(id, context) is not { } push)
        {
            return NotFound(language);
        }

        if (!Caller.Of(context).MayChange(push.Job.Organisation))
        {
            return Problem.Of(StatusCodes.Status403Forbidden, ProblemTexts.NotAllowed, language);
        }

        if (!await ledger.Cancel(id))
        {
            return Problem.Of(StatusCodes.Status409Conflict, ProblemTexts.PushEnded, language);
        }

        runner.Wake();
        var body = desk.BodyOf((await desk.Find(id, context))!, language);
        return TypedResults.Accepted(body.Links.Self, body);
    }

    private static ProblemHttpResult NotFound(Language language) => Problem.Of(StatusCodes.Status404NotFound, ProblemTexts.NotFound, language);
}

internal static class PushServices
{
    public static IServiceCollection AddPushes(this IServiceCollection services) => services
        .AddSingleton<PushIntake>()
        .AddSingleton<PushEntry>()
        .AddSingleton<PushDesk>()
        .AddSingleton<PushEvents>()
        .AddSingleton<PushLines>()
        .AddSingleton<LateRows>()
        .AddSingleton<ExtraColumns>()
        .AddSingleton<PushPace>()
        .AddHostedService(static provider => provider.GetRequiredService<PushPace>());
}
