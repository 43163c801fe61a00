using System.Collections.Immutable;
using CreditGate.Domain;

namespace CreditGate.Actors.Pushes;

public enum PushState
{
    Queued,
    Running,

    /// <summary>A full snapshot's rows are in; what it does not name is being withdrawn.</summary>
    Withdrawing,
    Completed,
    Failed,
    Cancelled,
}

/// <summary>How far a job got. It moves in the same transaction as the rows that it counts, so no crash counts a row twice or loses one.</summary>
public sealed record PushProgress
{
    /// <summary>Counts the moves: the guard against two runners of one job.</summary>
    public long Step { get; init; }

    public PushState State { get; init; } = PushState.Queued;

    /// <summary>Last line of the file that is settled; the next run goes on after it.</summary>
    public int Line { get; init; }

    /// <summary>Rows settled, whatever became of them.</summary>
    public int Rows { get; init; }

    public int Created { get; init; }

    public int Revised { get; init; }

    public int Unchanged { get; init; }

    public int Withdrawn { get; init; }

    public int Rejected { get; init; }

    /// <summary>Of the unchanged: rows older than what stands.</summary>
    public int Superseded { get; init; }

    /// <summary>Of the unchanged: numbered rows that say what stands. The ledger keeps no word of them, so an older snapshot cannot tell that they were repeated.</summary>
    public int Reaffirmed { get; init; }

    /// <summary>Permits and penalties that came within seven working days of the decision (double publicity).</summary>
    public int OnTime { get; init; }

    public int Late { get; init; }

    /// <summary>Records that a full snapshot did not name, withdrawn.</summary>
    public int Missing { get; init; }

    /// <summary>Sources whose lists the platform operator relays in the file: they have spoken too once it is in.</summary>
    public ImmutableSortedSet<string> Relayed { get; init => field = value ?? []; } = [];

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why the job failed, or why a snapshot withdrew nothing.</summary>
    public Fault? Fault { get; init; }

    public bool IsOpen => State is PushState.Queued or PushState.Running or PushState.Withdrawing;
}

/// <summary>A move of a job's progress.</summary>
/// <param name="After">Its <see cref="PushProgress.Step"/> is one more than the step that must still stand.</param>
/// <param name="Lines">Lines that the sender must hear of.</param>
/// <param name="Named">For a full snapshot: the records that the settled lines name.</param>
public sealed record PushStep(Guid Job, PushProgress After, IReadOnlyList<PushLine> Lines, IReadOnlyList<NamedRecord> Named)
{
    /// <summary>The progress on which it was built before the ledger had it: that very one must stand, since another runner may have taken the same step and counted otherwise. Null when the ledger said where the job stands.</summary>
    public PushProgress? Foreseen { get; init; }
}

public enum PushLineKind
{
    Rejected,
    Late,
}

/// <param name="Payload">Encrypted: texts of faults may quote what was sent.</param>
public sealed record PushLine(PushLineKind Kind, int Line, byte[] Payload);

public sealed record NamedRecord(string Subject, string Number);

/// <summary>A job with its progress.</summary>
/// <param name="IsCancelled">Its cancellation was asked for; it ends before its next step.</param>
public sealed record KeptPush(PushJob Job, PushProgress Progress, bool IsCancelled);
