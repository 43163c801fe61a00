using CreditGate.Actors.Ledger;
using CreditGate.Contracts.Subjects;
using CreditGate.Domain;
using Microsoft.AspNetCore.Diagnostics;

namespace CreditGate.Api.Problems;

/// <summary>The one place where an exception becomes a problem: bad input, "could not decide", or a bug.</summary>
internal sealed partial class ExceptionHandler(ILogger<ExceptionHandler> logger) : IExceptionHandler
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    private readonly ILogger<ExceptionHandler> _logger = logger;

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var (status, fault) = Translate(exception);
        if (status == StatusCodes.Status500InternalServerError)
        {
            LogBug(exception, httpContext.GetEndpoint()?.DisplayName);
        }
        else if (status == StatusCodes.Status503ServiceUnavailable)
        {
            LogUnable(exception, fault.Code);
        }

        await Problem.Write(httpContext, status, fault, status == StatusCodes.Status503ServiceUnavailable ? Soon : null);
        return true;
    }

    private static (int Status, Fault Fault) Translate(Exception exception) => exception switch
    {
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => (StatusCodes.Status413PayloadTooLarge, ProblemTexts.TooLarge),
        BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType } => (StatusCodes.Status415UnsupportedMediaType, ProblemTexts.NotJsonType),
        BadHttpRequestException => (StatusCodes.Status400BadRequest, ProblemTexts.NotJson),
        SpoolUnavailableException => (StatusCodes.Status503ServiceUnavailable, ProblemTexts.SpoolUnavailable),
        StandingBehindException => (StatusCodes.Status503ServiceUnavailable, ProblemTexts.Behind),
        LedgerUnavailableException or CommitOutcomeUnknownException or TimeoutException or OrleansException =>
            (StatusCodes.Status503ServiceUnavailable, ProblemTexts.CouldNotDecide),
        _ => (StatusCodes.Status500InternalServerError, ProblemTexts.Internal),
    };

    [LoggerMessage(3001, LogLevel.Error, "Unexpected failure in {Endpoint}")]
    private partial void LogBug(Exception exception, string? endpoint);

    [LoggerMessage(3002, LogLevel.Warning, "No answer could be given: {Code}")]
    private partial void LogUnable(Exception exception, string code);
}

internal static class ProblemServices
{
    public static IServiceCollection AddProblems(this IServiceCollection services) => services
        .AddExceptionHandler<ExceptionHandler>()
        .AddProblemDetails();

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
