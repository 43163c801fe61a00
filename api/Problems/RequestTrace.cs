using System.Diagnostics;
using Microsoft.Net.Http.Headers;

namespace CreditGate.Api.Problems;

/// <summary>The id under which a problem is found in the log and in traces, 32 hex digits: of the request's span where there is one, else of the caller's traceparent, else made for it.</summary>
internal static class RequestTrace
{
    private static readonly object Made = new();

    /// <returns>The same for the whole of a request.</returns>
    public static string IdOf(HttpContext context) =>
        Activity.Current is { } span ? span.TraceId.ToString()
        : context.Items.TryGetValue(Made, out var made) ? (string)made!
        : (string)(context.Items[Made] = FromOutside(context.Request))!;

    private static string FromOutside(HttpRequest request) =>
        (ActivityContext.TryParse(request.Headers[HeaderNames.TraceParent], null, out var caller) ? caller.TraceId : ActivityTraceId.CreateRandom()).ToString();
}
