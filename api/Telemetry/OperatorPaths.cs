namespace CreditGate.Api.Telemetry;

/// <summary>Paths of the operator's tools.</summary>
internal static class OperatorPaths
{
    public const string Metrics = "/metrics";
    public const string Dashboard = "/dashboard";
    public const string Health = "/health";

    /// <summary>Asked by machines every few seconds, and of no interest in a trace.</summary>
    public static bool IsProbe(PathString path) => path.StartsWithSegments(Metrics) || path.StartsWithSegments(Health) || path.StartsWithSegments(Dashboard);
}
