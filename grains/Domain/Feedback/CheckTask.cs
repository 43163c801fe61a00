using System.Collections.Immutable;
using System.Text.Json.Serialization;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Workflows;

namespace CreditGate.Domain.Feedback;

/// <summary>奖惩到位: what one answer asks its department to feed back, and how far that has come. Runs through the workflow Check.</summary>
/// <remarks>Made from the receipt alone. An answer without measures and incentives asks for nothing and has none.</remarks>
public sealed record CheckTask
{
    /// <summary>Id of the receipt.</summary>
    public required Guid Receipt { get; init; }

    /// <summary>The department that got the answer.</summary>
    public required string Organisation { get; init; }

    public required string Matter { get; init; }

    public string? BusinessNumber { get; init; }

    /// <summary>Key of the subject; null when the person was not known.</summary>
    public string? Subject { get; init; }

    public required string Edition { get; init; }

    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>Codes of the measures and incentives of the answer.</summary>
    public ImmutableArray<string> Advised { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Those of them that were fed back.</summary>
    public ImmutableArray<string> Given { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Last day for feedback, inclusive.</summary>
    public required DateOnly DueOn { get; init; }

    public required string State { get; init; }

    public string? Previous { get; init; }

    /// <summary>The last day passed before everything was fed back; stays so after late feedback.</summary>
    public bool IsOverdue { get; init; }

    /// <summary>Something was fed back after the last day.</summary>
    public bool IsLate { get; init; }

    /// <summary>What was done differs from the answer for some code, with its reason.</summary>
    public bool Deviates { get; init; }

    /// <summary>How often the task has moved; 1 for a new one.</summary>
    public required int Version { get; init; }

    [JsonIgnore]
    public WorkflowPlace Place => new(State, Previous);

    [JsonIgnore]
    public bool IsOpen => State is "FeedbackDue" or "Overdue";

    /// <summary>When the department must be told that it is late; null when there is nothing to tell.</summary>
    [JsonIgnore]
    public DateTimeOffset? DueAt => State == "FeedbackDue" ? LegalTime.EndOf(DueOn) : null;
}
