using System.Diagnostics;
using OpenTelemetry;

namespace CreditGate.Api.Telemetry;

/// <summary>Takes off a span whatever is not known to be harmless: paths and grain keys name subjects, messages of exceptions may repeat what a caller sent.</summary>
/// <remarks>A list of what may stay, so that a tag which a library adds tomorrow stays at home.</remarks>
internal sealed class SpanScrubber : BaseProcessor<Activity>
{
    private static readonly HashSet<string> Harmless =
    [
        "http.request.method", "http.response.status_code", "http.route", "url.scheme", "network.protocol.version", "server.port", "error.type", "exception.type",
        "rpc.system", "rpc.service", "rpc.method", "status",
    ];

    public override void OnEnd(Activity data)
    {
        foreach (var tag in data.TagObjects.Where(static tag => !Harmless.Contains(tag.Key)).ToArray())
        {
            data.SetTag(tag.Key, null);
        }

        if (data.StatusDescription is not null)
        {
            data.SetStatus(data.Status);
        }
    }
}
