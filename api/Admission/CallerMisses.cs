using CreditGate.Actors.Persons;
using CreditGate.Api.Auth;
using CreditGate.Api.Telemetry;
using CreditGate.Domain.Access;

namespace CreditGate.Api.Admission;

/// <summary>Counts what callers ask about in vain.</summary>
internal static class CallerMisses
{
    private static readonly System.Diagnostics.Metrics.Counter<long> Counted = ApiMeter.Meter.CreateCounter<long>(
        "creditgate.misses", "{subject}", "Persons and subjects asked for in vain: known to nobody, or a number known under another name.");

    private static readonly KeyValuePair<string, object?> Unknown = new("reason", "unknown");
    private static readonly KeyValuePair<string, object?> Mismatch = new("reason", "mismatch");

    private sealed record Marked;

    /// <summary>Said of endpoints that tell whether a subject is known.</summary>
    public static TBuilder LooksForSubjects<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(new Marked());

    public static bool AreTold(Endpoint? endpoint) => endpoint?.Metadata.GetMetadata<Marked>() is not null;

    public static void Begin()
    {
        Counted.Add(0, Unknown);
        Counted.Add(0, Mismatch);
    }

    /// <summary>What a check came to. Of a merchant only its answer counts, lest being slowed tell what the answer does not.</summary>
    public static void Met(this Caller caller, Resolution resolution)
    {
        if ((caller.Scopes & Scope.Scene) == 0)
        {
            caller.Tell(resolution);
        }
    }

    public static void Tell(this Caller caller, Resolution resolution)
    {
        switch (resolution)
        {
            case Resolution.Known:
                caller.Pace.Misses.Found();
                break;
            case Resolution.Ambiguous:
                Counted.Add(1, Mismatch);
                caller.Pace.Misses.Missed(Misses.MismatchWeighs);
                break;
            default:
                Counted.Add(1, Unknown);
                caller.Pace.Misses.Missed();
                break;
        }
    }
}
