using CreditGate.Api.Problems;
using Microsoft.Net.Http.Headers;

namespace CreditGate.Api.Hosting;

/// <summary>Bodies are JSON in UTF-8 (RFC 8259), not compressed, unless the endpoint takes files. Another form is refused before anybody tries to read it.</summary>
internal static class BodyForm
{
    public static void UseBodyForm(this WebApplication app) => app.Use(static (context, next) =>
        context.GetEndpoint()?.Metadata.GetMetadata<FileBody>() is not null || Settle(context.Request)
        ? next(context)
        : Problem.Write(context, StatusCodes.Status415UnsupportedMediaType, ProblemTexts.NotJsonType));

    /// <summary>Takes a charset off the content type once it is known to be UTF-8: the framework trips over a quoted one.</summary>
    private static bool Settle(HttpRequest request)
    {
        if (request.Headers.ContentEncoding.Count > 0)
        {
            return false;
        }

        if (request.ContentType is not { } type || !type.Contains("charset", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        if (!MediaTypeHeaderValue.TryParse(type, out var media) || !HeaderUtilities.RemoveQuotes(media.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        request.ContentType = media.MediaType.Value;
        return true;
    }
}
