namespace CreditGate.Api.Hosting;

/// <summary>How much one request may ask for. Beyond it the answer is a clear problem, not a slow server.</summary>
internal static class Limits
{
    /// <summary>Bytes of a body, unless the endpoint says otherwise: one check is below 4 KB.</summary>
    public const long Body = 64 * 1024;

    /// <summary>Bytes of a batch of checks or a push: 10,000 rows of about 1.6 KB.</summary>
    public const long BatchBody = 16 * 1024 * 1024;

    /// <summary>Checks of a batch, and rows of a push.</summary>
    public const int BatchItems = 10_000;

    public static WebApplicationBuilder AddLimits(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(static kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = Body;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        });
        return builder;
    }
}
