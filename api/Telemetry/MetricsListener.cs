using CreditGate.Api.Admission;
using CreditGate.Api.Auth;
using CreditGate.Api.Hosting;
using CreditGate.Api.Problems;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace CreditGate.Api.Telemetry;

/// <summary>The addresses that serve metrics without a key and nothing else. A request is told by the port it came in on: its Host header may say anything.</summary>
internal sealed class MetricsListener(IServer server, int count)
{
    private HashSet<int>? _ports;

    /// <summary>They are listened on after the service's own, and the server keeps the order.</summary>
    private HashSet<int> Ports => _ports ??=
        [.. server.Features.Get<IServerAddressesFeature>()!.Addresses.TakeLast(count).Select(static address => BindingAddress.Parse(address).Port)];

    public bool Took(HttpContext context) => count > 0 && Ports.Contains(context.Connection.LocalPort);
}

internal static class MetricsListenerServices
{
    private const string DefaultUrls = "http://localhost:5000";

    public static WebApplicationBuilder AddMetricsListener(this WebApplicationBuilder builder, Settings settings)
    {
        builder.Services.AddSingleton(services => new MetricsListener(services.GetRequiredService<IServer>(), settings.MetricsUrls.Length));
        if (settings.MetricsUrls is not [])
        {
            builder.WebHost.UseUrls([.. UrlsOf(builder.Configuration), .. settings.MetricsUrls]);
        }

        return builder;
    }

    /// <summary>Before anything else: on its own addresses only metrics are served.</summary>
    public static void UseMetricsListener(this WebApplication app)
    {
        var listener = app.Services.GetRequiredService<MetricsListener>();
        app.MapWhen(listener.Took, static own =>
        {
            own.UseOpenTelemetryPrometheusScrapingEndpoint(static context => context.Request.Path == OperatorPaths.Metrics);
            own.Run(static context => Problem.Write(context, StatusCodes.Status404NotFound, ProblemTexts.NotFound));
        });
    }

    public static void MapMetrics(this WebApplication app) =>
        app.MapPrometheusScrapingEndpoint(OperatorPaths.Metrics).NeedsOperatorPage().Is(Work.Operate);

    // As the host reads them when nobody calls UseUrls.
    private static string[] UrlsOf(ConfigurationManager configuration) =>
        configuration["urls"] is { Length: > 0 } urls ? urls.Split(';', StringSplitOptions.RemoveEmptyEntries)
        : configuration["http_ports"] is { Length: > 0 } ports ? [.. ports.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(static port => $"http://*:{port}")]
        : [DefaultUrls];
}
