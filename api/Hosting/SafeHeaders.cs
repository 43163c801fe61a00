using Microsoft.Extensions.Primitives;

namespace CreditGate.Api.Hosting;

/// <summary>What every response tells browsers and caches on its way: keep nothing, guess nothing, show it in no frame. No origin is allowed but the service's own (CORS).</summary>
internal static class SafeHeaders
{
    private static readonly StringValues NoSniff = "nosniff";
    private static readonly StringValues NoStore = "no-store";
    private static readonly StringValues Nobody = "no-referrer";
    private static readonly StringValues NothingLoaded = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
    private static readonly StringValues NoFrame = "frame-ancestors 'none'";
    private static readonly StringValues OneYear = "max-age=31536000";

    public static void UseSafeHeaders(this WebApplication app) => app.Use(static next => context =>
    {
        Set(context);
        return next(context);
    });

    public static void Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = NoSniff;
        headers.CacheControl = NoStore;
        headers.ContentSecurityPolicy = NothingLoaded;
        if (IsPage(context.Request.Path))
        {
            headers.ContentSecurityPolicy = NoFrame;
            headers["Referrer-Policy"] = Nobody;
        }

        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = OneYear;
        }
    }

    /// <summary>Pages with scripts of their own.</summary>
    private static bool IsPage(PathString path) => path.StartsWithSegments("/scalar") || path.StartsWithSegments("/dashboard");
}
