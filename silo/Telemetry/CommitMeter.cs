using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace CreditGate.Silo.Telemetry;

/// <summary>Measures the group commits of one file.</summary>
/// <param name="file">ledger or spool.</param>
internal sealed class CommitMeter(string file)
{
    private static readonly Histogram<double> Duration = SiloMeter.Meter.CreateHistogram(
        "creditgate.commit.duration", "s", "From the first statement of a transaction until it is on disk.", advice: SiloMeter.Latency);

    private static readonly Histogram<long> Commands = SiloMeter.Meter.CreateHistogram(
        "creditgate.commit.commands", "{command}", "Callers whose work shared one transaction.", advice: SiloMeter.Sizes);

    private static readonly Histogram<long> Rows = SiloMeter.Meter.CreateHistogram(
        "creditgate.commit.rows", "{row}", "Rows that one transaction wrote, about.", advice: SiloMeter.Sizes);

    private static readonly Counter<long> Failures = SiloMeter.Meter.CreateCounter<long>(
        "creditgate.commit.failures", "{failure}", "Transactions that the file or its disk failed.");

    private readonly KeyValuePair<string, object?> _file = new("file", file);

    public static void Begin(string file) => Failures.Add(0, new KeyValuePair<string, object?>("file", file));

    /// <param name="started">Timestamp of <see cref="Stopwatch"/>.</param>
    public void Committed(int commands, long rows, long started)
    {
        Duration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, _file);
        Commands.Record(commands, _file);
        Rows.Record(rows, _file);
    }

    public void Failed() => Failures.Add(1, _file);
}
