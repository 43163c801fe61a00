using System.Diagnostics.Metrics;
using CreditGate.Actors.Pushes;
using CreditGate.Domain.Standings;

namespace CreditGate.Actors.Telemetry;

/// <summary>Measures what is pushed: by a call that waits, or by a job.</summary>
public static class PushMeter
{
    /// <summary>Name of this layer's meter.</summary>
    public const string Name = "CreditGate.Actors";

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Rows = Meter.CreateCounter<long>(
        "creditgate.push.rows", "{row}", "Rows pushed, by what became of them and by the way they came.");

    private static readonly Counter<long> Jobs = Meter.CreateCounter<long>("creditgate.push.jobs.ended", "{job}", "Push jobs that ended, by their state.");

    private static readonly KeyValuePair<string, object?> ByCall = new("path", "call");
    private static readonly KeyValuePair<string, object?> ByJob = new("path", "job");
    private static readonly KeyValuePair<string, object?> NotTaken = new("outcome", "notTaken");

    private static readonly KeyValuePair<string, object?>[] Outcomes =
        [.. Enum.GetNames<RowOutcome>().Select(static name => new KeyValuePair<string, object?>("outcome", name.ToLowerInvariant()))];

    private static readonly KeyValuePair<string, object?>[] States =
        [.. Enum.GetNames<PushState>().Select(static name => new KeyValuePair<string, object?>("state", name.ToLowerInvariant()))];

    /// <summary>Counters start at 0, so that the first one is a rise.</summary>
    public static void Begin()
    {
        Rows.Add(0, ByCall, NotTaken);
        Rows.Add(0, ByJob, Outcomes[(int)RowOutcome.Rejected]);
        Jobs.Add(0, States[(int)PushState.Completed]);
        Jobs.Add(0, States[(int)PushState.Failed]);
    }

    /// <param name="outcome">Null for rows that could not be taken now.</param>
    public static void Called(RowOutcome? outcome, int rows) => Rows.Add(rows, ByCall, outcome is { } known ? Outcomes[(int)known] : NotTaken);

    /// <summary>A job has moved on.</summary>
    internal static void Moved(PushProgress before, PushProgress after)
    {
        Add(RowOutcome.Created, after.Created - before.Created);
        Add(RowOutcome.Revised, after.Revised - before.Revised);
        Add(RowOutcome.Unchanged, after.Unchanged - before.Unchanged);
        Add(RowOutcome.Withdrawn, after.Withdrawn - before.Withdrawn);
        Add(RowOutcome.Rejected, after.Rejected - before.Rejected);
    }

    internal static void Ended(PushState state) => Jobs.Add(1, States[(int)state]);

    private static void Add(RowOutcome outcome, int rows)
    {
        if (rows > 0)
        {
            Rows.Add(rows, ByJob, Outcomes[(int)outcome]);
        }
    }
}
