using System.Diagnostics;
using System.Diagnostics.Metrics;
using CreditGate.Actors.Telemetry;
using CreditGate.Api.Problems;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Evidence;

namespace CreditGate.Api.Telemetry;

/// <summary>The measures of this layer. Tags are fixed words, made once: recording allocates nothing, and names no subject.</summary>
internal static class ApiMeter
{
    /// <summary>Name of the meter, and of the source of spans.</summary>
    public const string Name = "CreditGate.Api";

    public static readonly ActivitySource Spans = new(Name);

    internal static readonly Meter Meter = new(Name);

    // Seconds. Above the instruments that take it: static members are made in their order.
    internal static readonly InstrumentAdvice<double> Latency = new()
    {
        HistogramBucketBoundaries = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    };

    private static readonly Counter<long> Checks = Meter.CreateCounter<long>(
        "creditgate.checks", "{check}", "Checks answered, by outcome, category of the matter, and who decided.");

    private static readonly Histogram<double> CheckDuration = Meter.CreateHistogram(
        "creditgate.check.duration", "s", "A single check, from reading it until its receipt is on disk.", advice: Latency);

    private static readonly Histogram<double> GrainDuration = Meter.CreateHistogram(
        "creditgate.grain.call.duration", "s", "What a check waited for the subject's grain.", advice: Latency);

    private static readonly Counter<long> Unanswered = Meter.CreateCounter<long>(
        "creditgate.unanswered", "{request}", "Checks, pushes and other requests that could not be answered now (503), by problem code.");

    private static readonly KeyValuePair<string, object?>[] Outcomes = Tags<Outcome>("outcome");
    private static readonly KeyValuePair<string, object?>[] Categories = Tags<MatterCategory>("category");
    private static readonly KeyValuePair<string, object?>[] Deciders = Tags<DecidedBy>("decided_by");

    /// <summary>Counters of failures start at 0, so that the first one is a rise.</summary>
    public static void Begin()
    {
        CouldNotAnswer(ProblemTexts.CouldNotDecide.Code, 0);
        CouldNotAnswer(ProblemTexts.SpoolUnavailable.Code, 0);
        CouldNotAnswer(ProblemTexts.LedgerUnavailable.Code, 0);
        CouldNotAnswer(ProblemTexts.Behind.Code, 0);
        PushMeter.Begin();
    }

    public static void Answered(Matter matter, Receipt receipt) =>
        Checks.Add(1, Outcomes[(int)receipt.Ruling.Outcome], Categories[(int)matter.Category], Deciders[(int)receipt.DecidedBy]);

    /// <param name="started">Timestamp of <see cref="Stopwatch"/>.</param>
    public static void Answered(Matter matter, Receipt receipt, long started)
    {
        Answered(matter, receipt);
        CheckDuration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, Deciders[(int)receipt.DecidedBy]);
    }

    public static void GrainAnswered(long started) => GrainDuration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds);

    public static void CouldNotAnswer(string code, int times = 1) => Unanswered.Add(times, new KeyValuePair<string, object?>("code", code));

    /// <summary>A tag for each value of an enumeration that counts from 0, in camel case as the API writes it.</summary>
    private static KeyValuePair<string, object?>[] Tags<TEnum>(string key)
        where TEnum : struct, Enum =>
        [.. Enum.GetNames<TEnum>().Select(name => new KeyValuePair<string, object?>(key, char.ToLowerInvariant(name[0]) + name[1..]))];
}
