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

    /// <summary>Checks of a batch that are explained: an explanation is ten times as long as its answer.</summary>
    public const int ExplainedItems = 500;

    /// <summary>Hypothetical rows of a preview.</summary>
    public const int PreviewRows = 100;

    /// <summary>Subjects drawn for a preview of an edition: their keys are held in memory.</summary>
    public const int ComparedSample = 1_000_000;

    /// <summary>Entities named for each change that a preview of an edition finds.</summary>
    public const int ComparedExamples = 1_000;

    /// <summary>Open connections; the next one is closed at once. Far above what callers need, and below what a process may open: a probe must get through.</summary>
    public const long Connections = 20_000;

    // A head that comes drop by drop holds a connection, and nothing else.
    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(10);

    public static WebApplicationBuilder AddLimits(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(static kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = Body;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
            kestrel.Limits.MaxConcurrentConnections = Connections;
            kestrel.Limits.RequestHeadersTimeout = HeadersTimeout;
        });
        return builder;
    }
}
