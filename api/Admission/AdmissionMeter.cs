using System.Diagnostics.Metrics;
using CreditGate.Api.Problems;
using CreditGate.Api.Telemetry;

namespace CreditGate.Api.Admission;

/// <summary>Measures who waits and who is turned away.</summary>
internal static class AdmissionMeter
{
    private static readonly Counter<long> Refusals = ApiMeter.Meter.CreateCounter<long>(
        "creditgate.refused", "{request}", "Requests turned away before any work was done for them, by kind of work and problem code.");

    private static readonly Histogram<double> Wait = ApiMeter.Meter.CreateHistogram(
        "creditgate.admission.wait.duration", "s", "What those waited that did not get their turn at once.", advice: ApiMeter.Latency);

    /// <summary>Counters of failures start at 0, so that the first one is a rise.</summary>
    public static void Begin()
    {
        CallerMisses.Begin();
        foreach (var code in (string[])[ProblemTexts.Overloaded.Code, ProblemTexts.OverShare.Code, ProblemTexts.OverRate.Code, ProblemTexts.OverMisses.Code])
        {
            Array.ForEach(Enum.GetValues<Work>(), work => Refused(work, code, 0));
        }
    }

    public static void Refused(Work work, string code, int times = 1) =>
        Refusals.Add(times, new KeyValuePair<string, object?>("work", NameOf(work)), new KeyValuePair<string, object?>("code", code));

    public static void Waited(TimeSpan wait) => Wait.Record(wait.TotalSeconds);

    /// <summary>Gauges end with their service, so they are made from its own factory.</summary>
    public static void Observe(IMeterFactory meters, Turnstile turnstile, RunQueue runQueue)
    {
        var meter = meters.Create(ApiMeter.Name);
        meter.CreateObservableGauge("creditgate.admission.room", () => turnstile.Room, "{request}", "How many requests are let in at a time, as measured.");
        meter.CreateObservableGauge("creditgate.admission.inside", () => turnstile.Inside, "{request}", "Requests, and parts of batches and pushes, under way.");
        meter.CreateObservableGauge("creditgate.admission.waiting", () => Waiting(turnstile), "{request}", "Who waits for a turn: single checks, and everything else.");
        meter.CreateObservableGauge("creditgate.admission.rest", () => turnstile.Rest.TotalSeconds, "s", "How long a connection rests after a refusal.");
        meter.CreateObservableGauge("creditgate.admission.lag", () => runQueue.Lag.TotalSeconds, "s", "How long work waits for a thread.");
    }

    private static Measurement<int>[] Waiting(Turnstile turnstile)
    {
        var (checks, others) = turnstile.Waiting;
        return [new(checks, new KeyValuePair<string, object?>("work", "check")), new(others, new KeyValuePair<string, object?>("work", "other"))];
    }

    private static string NameOf(Work work) => work switch
    {
        Work.Check => "check",
        Work.Batch => "batch",
        Work.Push => "push",
        Work.Upload => "upload",
        Work.Follow => "follow",
        Work.Operate => "operate",
        _ => "ask",
    };
}
