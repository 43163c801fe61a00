using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace CreditGate.Silo.Telemetry;

/// <summary>The measures of this layer, one meter for the process. Tags are fixed words (a file, an operation, a source's code): never a subject, a name or a number.</summary>
/// <remarks>What happens is recorded here, where it happens; what stands can be asked for is in <see cref="SiloGauges"/>.</remarks>
public static class SiloMeter
{
    /// <summary>Name of the meter, and of the source of spans.</summary>
    public const string Name = "CreditGate.Silo";

    internal static readonly Meter Meter = new(Name);

    internal static readonly ActivitySource Spans = new(Name);

    internal static readonly Counter<long> ReceiptsShipped = Meter.CreateCounter<long>(
        "creditgate.receipts.shipped", "{receipt}", "Receipts that the ledger took from the spool.");

    internal static readonly Counter<long> ShippingFailures = Meter.CreateCounter<long>(
        "creditgate.receipts.shipping.failures", "{failure}", "Attempts to ship receipts that failed; the receipts wait in the spool.");

    internal static readonly Counter<long> ClockSteps = Meter.CreateCounter<long>(
        "creditgate.clock.steps", "{step}", "How often this node's clock was set by more than a second while it ran.");

    /// <summary>Counters start at 0, so that the first failure is a rise and not a new series that no alert compares with anything.</summary>
    internal static void Begin()
    {
        ReceiptsShipped.Add(0);
        ShippingFailures.Add(0);
        ClockSteps.Add(0);
        CommitMeter.Begin("ledger");
        CommitMeter.Begin("spool");
    }

    /// <summary>Boundaries in seconds for what takes from a tenth of a millisecond to seconds.</summary>
    internal static InstrumentAdvice<double> Latency { get; } = new()
    {
        HistogramBucketBoundaries = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    };

    /// <summary>Boundaries for counts from one to thousands.</summary>
    internal static InstrumentAdvice<long> Sizes { get; } = new()
    {
        HistogramBucketBoundaries = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000],
    };
}
