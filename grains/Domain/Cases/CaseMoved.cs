using System.Collections.Immutable;
using System.Text.Json.Serialization;
using CreditGate.Domain.Standings;

namespace CreditGate.Domain.Cases;

/// <summary>A case was opened or went on: this is how it stands from here on.</summary>
public sealed record CaseMoved : SubjectEvent
{
    /// <summary>Event of the workflow, or one that leaves the state as it is: Extend, TargetPassed, Overdue, DatesMoved.</summary>
    public required string Step { get; init; }

    /// <summary>Who acted; null for time.</summary>
    public string? Organisation { get; init; }

    /// <summary>The last step of its turn: the one that departments are told of.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsTold { get; init; }

    public required Case Case { get; init; }

    /// <summary>Each case that some of the events move, as the last of them leaves it.</summary>
    public static ImmutableArray<Case> Newest(IEnumerable<SubjectEvent> events) =>
        [.. events.OfType<CaseMoved>().Select(static moved => moved.Case).Reverse().DistinctBy(static known => known.Id).Reverse()];
}
