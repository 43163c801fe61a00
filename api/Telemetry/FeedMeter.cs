using System.Diagnostics.Metrics;

namespace CreditGate.Api.Telemetry;

/// <summary>Measures the change feed as its readers meet it.</summary>
internal static class FeedMeter
{
    private static readonly UpDownCounter<long> Readers = ApiMeter.Meter.CreateUpDownCounter<long>(
        "creditgate.feed.readers", "{reader}", "Readers that follow the change feed now, by stream or waiting call.");

    private static readonly Histogram<double> Lag = ApiMeter.Meter.CreateHistogram(
        "creditgate.feed.lag", "s", "From the instant of a change until a reader who was up to date is given it.", advice: ApiMeter.Latency);

    /// <summary>Counts a reader until disposed.</summary>
    public static Following Follow()
    {
        Readers.Add(1);
        return default;
    }

    /// <param name="at">Instant of the newest entry given.</param>
    public static void Gave(DateTimeOffset at, DateTimeOffset now) => Lag.Record(Math.Max(0, (now - at).TotalSeconds));

    public readonly struct Following : IDisposable
    {
        public void Dispose() => Readers.Add(-1);
    }
}
