using CreditGate.Api.Problems;
using Microsoft.Net.Http.Headers;

namespace CreditGate.Api.Hosting;

/// <summary>Bodies are JSON in UTF-8 (RFC 8259), not compressed. Another form is refused before anybody tries to read it.</summary>
internal static class BodyForm
{
    public static void UseBodyForm(this WebApplication app) => app.Use(static (context, next) => IsReadable(context.Request)
        ? next(context)
        : Problem.Write(context, StatusCodes.Status415UnsupportedMediaType, ProblemTexts.NotJsonType));

    private static bool IsReadable(HttpRequest request) =>
        request.Headers.ContentEncoding.Count == 0 && (request.ContentType is not { } type || IsUtf8(type));

    private static bool IsUtf8(string type) =>
        !type.Contains("charset", StringComparison.OrdinalIgnoreCase)
        || (MediaTypeHeaderValue.TryParse(type, out var media)
            && media.Charset.AsSpan().Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));
}
