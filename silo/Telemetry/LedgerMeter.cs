using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace CreditGate.Silo.Telemetry;

/// <summary>Measures what callers wait for the ledger: a write waits for its turn and its commit, a read for neither.</summary>
internal static class LedgerMeter
{
    private static readonly Histogram<double> Duration = SiloMeter.Meter.CreateHistogram(
        "creditgate.ledger.operation.duration", "s", "What a caller of the ledger waited, successful or not.", advice: SiloMeter.Latency);

    private static readonly KeyValuePair<string, object?> OfRead = new("operation", "read");
    private static readonly KeyValuePair<string, object?> OfWrite = new("operation", "write");

    public static T Read<T>(Func<T> read)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            return read();
        }
        finally
        {
            Duration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, OfRead);
        }
    }

    public static async Task<T> ReadAsync<T>(Func<Task<T>> read)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            return await read().ConfigureAwait(false);
        }
        finally
        {
            Duration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, OfRead);
        }
    }

    public static async Task<T> Write<T>(Func<Task<T>> write)
    {
        using var span = SiloMeter.Spans.StartActivity("ledger write");
        var started = Stopwatch.GetTimestamp();
        try
        {
            return await write().ConfigureAwait(false);
        }
        finally
        {
            Duration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, OfWrite);
        }
    }
}
