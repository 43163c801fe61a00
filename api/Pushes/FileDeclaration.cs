using CreditGate.Actors.Pushes;
using Microsoft.Net.Http.Headers;

namespace CreditGate.Api.Pushes;

/// <summary>What the headers say of a file.</summary>
internal static class FileDeclaration
{
    private static readonly string[] Types = ["text/csv", "application/x-ndjson", "application/gzip", "application/x-gzip", "application/octet-stream"];
    private static readonly string[] Charsets = ["utf-8", "gb18030", "gbk", "gb2312"];

    /// <summary>Null when it says a form that is not taken.</summary>
    public static DeclaredFile? Read(PushQuery query)
    {
        if (query.ContentEncoding is not (null or "" or "identity" or "gzip")
            || !MediaTypeHeaderValue.TryParse(query.ContentType, out var media)
            || !Types.Contains(media.MediaType.Value?.ToLowerInvariant()))
        {
            return null;
        }

        var type = media.MediaType.Value!.ToLowerInvariant();
        var charset = media.Charset.HasValue ? HeaderUtilities.RemoveQuotes(media.Charset).Value!.ToLowerInvariant() : null;
        return charset is null || Charsets.Contains(charset)
            ? new DeclaredFile(type, charset, query.ContentEncoding == "gzip" || type.EndsWith("gzip", StringComparison.Ordinal))
            : null;
    }
}
