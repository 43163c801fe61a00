using System.Collections.Immutable;
using CreditGate.Api.Hosting;
using CreditGate.Api.Receipts;
using CreditGate.Api.Telemetry;
using CreditGate.Domain;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Intake;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CreditGate.Api.Problems;

/// <summary>What is wrong with one field.</summary>
/// <param name="Field">Path in the body, such as <c>subject.uscc</c>.</param>
/// <param name="Code">Stable, kebab-case.</param>
/// <param name="Message">What is wrong and how to mend it, in the language of the request.</param>
internal sealed record FaultBody(string Field, string Code, string Message)
{
    public static ImmutableArray<FaultBody> From(IEnumerable<FieldFault> faults, Language language) =>
        [.. faults.Select(fault => new FaultBody(WithoutIds(fault.Field), fault.Fault.Code, WithoutIds(fault.Fault.Text.In(language))))];

    /// <summary>Paths and texts may repeat what the caller sent, and callers put ID numbers into the wrong places.</summary>
    private static string WithoutIds(string text) => PersonalText.MaskIds(text)!;
}

/// <summary>RFC 9457 problems, with a stable <c>code</c> and a text in the language of the request.</summary>
internal static class Problem
{
    public static ProblemHttpResult Of(int status, Fault fault, Language language) => TypedResults.Problem(Details(status, fault, language));

    /// <summary>A 503 that asks to come back.</summary>
    public static ProblemHttpResult Unavailable(Fault fault, HttpContext context, Language language)
    {
        ApiMeter.CouldNotAnswer(fault.Code);
        context.Response.Headers.RetryAfter = Seconds(ExceptionHandler.Soon);
        return Of(StatusCodes.Status503ServiceUnavailable, fault, language);
    }

    public static ProblemHttpResult Invalid(IEnumerable<FieldFault> faults, Language language)
    {
        var details = Details(StatusCodes.Status422UnprocessableEntity, ProblemTexts.Validation, language);
        details.Extensions["faults"] = FaultBody.From(faults, language);
        return TypedResults.Problem(details);
    }

    /// <param name="faults">The fields at fault, when they are known.</param>
    public static async Task Write(HttpContext context, int status, Fault fault, TimeSpan? retryAfter = null, params IEnumerable<FieldFault> faults)
    {
        var language = RequestLanguage.Of(context);
        var details = Details(status, fault, language);
        if (FaultBody.From(faults, language) is { IsEmpty: false } bodies)
        {
            details.Extensions["faults"] = bodies;
        }

        details.Extensions["traceId"] = RequestTrace.IdOf(context);
        context.Response.StatusCode = status;
        if (retryAfter is { } wait)
        {
            context.Response.Headers.RetryAfter = Seconds(wait);
        }

        await context.Response.WriteAsJsonAsync(details, ApiJson.Options, "application/problem+json", context.RequestAborted);
    }

    /// <summary>With why and when content was removed.</summary>
    public static Task Write(HttpContext context, int status, Fault fault, RemovalBody? removal)
    {
        var details = Details(status, fault, RequestLanguage.Of(context));
        if (removal is not null)
        {
            details.Extensions["removal"] = removal;
        }

        details.Extensions["traceId"] = RequestTrace.IdOf(context);
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(details, ApiJson.Options, "application/problem+json", context.RequestAborted);
    }

    /// <summary>A problem's body, for who writes it in pieces.</summary>
    public static ProblemDetails Body(int status, Fault fault, Language language, string traceId)
    {
        var details = Details(status, fault, language);
        details.Extensions["traceId"] = traceId;
        return details;
    }

    private static string Seconds(TimeSpan wait) => Math.Ceiling(wait.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static ProblemDetails Details(int status, Fault fault, Language language) => new()
    {
        Status = status,
        Title = fault.Text.In(language),
        Type = $"urn:creditgate:problem:{fault.Code}",
        Extensions = { ["code"] = fault.Code },
    };
}
