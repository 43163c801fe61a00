using System.Reflection;
using CreditGate.Actors.Telemetry;
using CreditGate.Api.Hosting;
using CreditGate.Silo.Hosting.Cluster;
using CreditGate.Silo.Telemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CreditGate.Api.Telemetry;

/// <summary>Metrics always, for whoever scrapes; traces, and anything that leaves this process by itself, only towards a collector that was named.</summary>
internal static class TelemetryServices
{
    // Read by the exporter itself as well; that it is set is what switches exporting on.
    private const string Collector = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Sampler = "OTEL_TRACES_SAMPLER";

    private const double Sampled = 0.01;

    private const string OrleansMeter = "Microsoft.Orleans";

    /// <summary>Of the many that Orleans measures: what an operator of this service can act on.</summary>
    private static readonly HashSet<string> OfOrleans =
    [
        "orleans-grains", "orleans-catalog-activations", "orleans-catalog-activation-created", "orleans-catalog-activation-destroyed",
        "orleans-catalog-activation-failed-to-activate", "orleans-catalog-activation-collections", "orleans-app-requests-timedout",
        "orleans-messaging-expired", "orleans-messaging-rejected", "orleans-scheduler-long-running-turns",
        "orleans-storage-read-errors", "orleans-storage-write-errors",
    ];

    public static WebApplicationBuilder AddTelemetry(this WebApplicationBuilder builder, Settings settings)
    {
        var hasCollector = builder.Configuration[Collector] is { Length: > 0 };
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(static resource => resource.AddService("creditgate", serviceVersion: Release))
            .WithMetrics(metrics => AddMetrics(metrics, hasCollector));
        if (hasCollector)
        {
            telemetry.WithTracing(tracing => AddTraces(tracing, builder.Configuration[Sampler] is { Length: > 0 }));
            builder.AddPropagation(settings);
        }

        return builder.AddMetricsListener(settings);
    }

    private static void AddPropagation(this WebApplicationBuilder builder, Settings settings)
    {
        if (settings.Cluster?.Role == NodeRole.Api)
        {
            builder.UseOrleansClient(static client => client.AddActivityPropagation());
        }
        else
        {
            builder.UseOrleans(static silo => silo.AddActivityPropagation());
        }
    }

    private static void AddMetrics(MeterProviderBuilder metrics, bool hasCollector)
    {
        metrics
            .AddMeter(ApiMeter.Name, PushMeter.Name, SiloMeter.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", OrleansMeter)
            .AddView(static instrument => instrument.Meter.Name == OrleansMeter && !OfOrleans.Contains(instrument.Name) ? MetricStreamConfiguration.Drop : null)
            .AddPrometheusExporter(static prometheus => prometheus.ScrapeResponseCacheDurationMilliseconds = 1_000);
        if (hasCollector)
        {
            metrics.AddOtlpExporter();
        }
    }

    private static void AddTraces(TracerProviderBuilder tracing, bool hasSampler)
    {
        tracing
            .AddAspNetCoreInstrumentation(static http => http.Filter = static context => !OperatorPaths.IsProbe(context.Request.Path))
            .AddSource(ApiMeter.Name, SiloMeter.Name, "Microsoft.Orleans.Application")
            .AddProcessor(new SpanScrubber())
            .AddOtlpExporter();
        if (!hasSampler)
        {
            tracing.SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(Sampled)));
        }
    }

    private static string Release { get; } =
        typeof(TelemetryServices).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
