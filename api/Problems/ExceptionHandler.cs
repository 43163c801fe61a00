using System.Text.Json;
using CreditGate.Actors.Evidence;
using CreditGate.Actors.Ledger;
using CreditGate.Actors.Pushes;
using CreditGate.Api.Admission;
using CreditGate.Api.Auth;
using CreditGate.Api.Hosting;
using CreditGate.Api.Receipts;
using CreditGate.Api.Telemetry;
using CreditGate.Contracts.Subjects;
using CreditGate.Domain;
using CreditGate.Domain.Intake;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Metadata;

namespace CreditGate.Api.Problems;

/// <summary>The one place where an exception becomes a problem: bad input, "could not decide", or a bug.</summary>
internal sealed partial class ExceptionHandler(ILogger<ExceptionHandler> logger) : IExceptionHandler
{
    private const int NoSpaceLeft = 28;        // ENOSPC: of whatever a file needs, its key as well as its place

    internal static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    private readonly ILogger<ExceptionHandler> _logger = logger;

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is ContentRemovedException gone)
        {
            await TellRemoved(httpContext, gone, cancellationToken);
            return true;
        }

        var (status, fault) = Translate(exception, httpContext);
        if (status == StatusCodes.Status500InternalServerError)
        {
            LogBug(exception, EndpointOf(httpContext)?.DisplayName, RequestTrace.IdOf(httpContext));
        }
        else if (status is StatusCodes.Status503ServiceUnavailable or StatusCodes.Status507InsufficientStorage && exception is not StandingBehindException)      // the caller's token asked for it
        {
            LogUnable(exception, fault.Code, RequestTrace.IdOf(httpContext));
        }

        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            ApiMeter.CouldNotAnswer(fault.Code);
        }

        SafeHeaders.Set(httpContext);       // the framework has taken them off
        await Problem.Write(httpContext, status, fault, status == StatusCodes.Status503ServiceUnavailable ? Soon : null, Places(exception));
        return true;
    }

    /// <summary>To whom the receipt would have been shown; for others there is none.</summary>
    private static async Task TellRemoved(HttpContext context, ContentRemovedException gone, CancellationToken cancellation)
    {
        var removed = context.RequestServices.GetRequiredService<RemovedReceipts>();
        var isKnown = await removed.MaySee(Caller.Of(context), gone.Stored);
        SafeHeaders.Set(context);
        await Problem.Write(
            context, isKnown ? StatusCodes.Status410Gone : StatusCodes.Status404NotFound, isKnown ? ProblemTexts.ContentRemoved : ProblemTexts.NotFound,
            isKnown ? await removed.Removal(gone.Stored, cancellation) : null);
    }

    private static (int Status, Fault Fault) Translate(Exception exception, HttpContext context) => exception switch
    {
        UploadRefusedException { Code: UploadRefusedException.TooLarge } => (StatusCodes.Status413PayloadTooLarge, ProblemTexts.UploadTooLarge),
        UploadRefusedException { Code: UploadRefusedException.NoRoom } => (StatusCodes.Status507InsufficientStorage, ProblemTexts.UploadNoRoom),
        IOException { HResult: NoSpaceLeft } when TakesAFile(context) => (StatusCodes.Status507InsufficientStorage, ProblemTexts.UploadNoRoom),
        BadHttpRequestException broken when TakesAFile(context) => (broken.StatusCode, ProblemTexts.UploadBroken),
        IOException when TakesAFile(context) && context.RequestAborted.IsCancellationRequested => (StatusCodes.Status400BadRequest, ProblemTexts.UploadBroken),
        OperationCanceledException when TakesAFile(context) => (StatusCodes.Status503ServiceUnavailable, ProblemTexts.UploadBroken),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => (StatusCodes.Status413PayloadTooLarge, ProblemTexts.TooLarge),
        BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType } => (StatusCodes.Status415UnsupportedMediaType, ProblemTexts.NotJsonType),
        BadHttpRequestException when !TakesABody(context) => (StatusCodes.Status400BadRequest, ProblemTexts.BadParameter),
        BadHttpRequestException => (StatusCodes.Status400BadRequest, ProblemTexts.NotJson),
        HistoryRemovedException => (StatusCodes.Status410Gone, ProblemTexts.HistoryRemoved),
        SpoolUnavailableException => (StatusCodes.Status503ServiceUnavailable, ProblemTexts.SpoolUnavailable),
        StandingBehindException => (StatusCodes.Status503ServiceUnavailable, ProblemTexts.Behind),
        Domain.Catalogues.EditionMissingException => (StatusCodes.Status503ServiceUnavailable, ProblemTexts.CouldNotDecide),
        _ when OutOfReach.IsTold(exception) =>
            (StatusCodes.Status503ServiceUnavailable, IsAPush(context) ? ProblemTexts.LedgerUnavailable : ProblemTexts.CouldNotDecide),
        _ => (StatusCodes.Status500InternalServerError, ProblemTexts.Internal),
    };

    private static bool TakesAFile(HttpContext context) => EndpointOf(context)?.Metadata.GetMetadata<FileBody>() is not null;

    private static bool IsAPush(HttpContext context) => WorkMetadata.Of(EndpointOf(context)) is Work.Push or Work.Upload;

    private static bool TakesABody(HttpContext context) => EndpointOf(context)?.Metadata.GetMetadata<IAcceptsMetadata>() is not null;

    /// <summary>The handler runs with the endpoint already taken off the context.</summary>
    private static Endpoint? EndpointOf(HttpContext context) => context.Features.Get<IExceptionHandlerFeature>()?.Endpoint;

    private static IEnumerable<FieldFault> Places(Exception exception) =>
        exception is BadHttpRequestException { InnerException: JsonException { Path: { } path } } && JsonPath.Field(path) is { Length: > 0 } field
            ? [new FieldFault(field, StrictJson.WrongShape)]
            : [];

    [LoggerMessage(3001, LogLevel.Error, "Unexpected failure in {Endpoint}, trace {TraceId}")]
    private partial void LogBug(Exception exception, string? endpoint, string traceId);

    [LoggerMessage(3002, LogLevel.Warning, "No answer could be given: {Code}, trace {TraceId}")]
    private partial void LogUnable(Exception exception, string code, string traceId);
}

internal static class ProblemServices
{
    public static IServiceCollection AddProblems(this IServiceCollection services) => services
        .AddExceptionHandler<ExceptionHandler>()
        .AddProblemDetails(static options => options.CustomizeProblemDetails = static problem =>
            problem.ProblemDetails.Extensions["traceId"] = RequestTrace.IdOf(problem.HttpContext))
        .Configure<RouteHandlerOptions>(static options => options.ThrowOnBadRequest = true);      // so that the problem can name the field

    /// <summary>Empty error answers of the framework become problems too.</summary>
    public static void UseProblemPages(this WebApplication app) => app.UseStatusCodePages(static pages =>
        Problem.Write(pages.HttpContext, pages.HttpContext.Response.StatusCode, pages.HttpContext.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => ProblemTexts.NotFound,
            StatusCodes.Status405MethodNotAllowed => ProblemTexts.MethodNotAllowed,
            StatusCodes.Status413PayloadTooLarge => ProblemTexts.TooLarge,
            StatusCodes.Status415UnsupportedMediaType => ProblemTexts.NotJsonType,
            _ => ProblemTexts.NotJson,
        }));
}
