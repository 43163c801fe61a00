using System.Collections.Immutable;
using System.Text.Json.Serialization;
using CreditGate.Api.Hosting;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Decisions.Comparing;

namespace CreditGate.Api.Catalogues.Comparing;

/// <summary>Whose answers would change under an edition, before it is published.</summary>
internal sealed record ComparisonBody
{
    /// <summary>The instant to decide for, with its offset, on what is known now; left out, the edition's start when it is published and to come, else now.</summary>
    [JsonConverter(typeof(InstantJson))]
    public DateTimeOffset? At { get; init; }

    /// <summary>Codes of matters; left out, every matter of both editions.</summary>
    public ImmutableArray<string> Matters { get; init; } = [];

    /// <summary>How many subjects to draw, 1 to 1,000,000, always the same ones; left out, all.</summary>
    public int? Sample { get; init; }

    /// <summary>Most codes of entities to name for each change, 0 to 1,000; 5 when left out. Persons are counted and never named.</summary>
    public int? Examples { get; init; }
}

internal enum ComparisonState
{
    Running,
    Completed,
    Cancelled,
    Failed,
}

/// <summary>A preview of an edition over many subjects. What it found so far can be read while it runs.</summary>
/// <param name="Before">Id of the edition that is in force at the instant without the other.</param>
/// <param name="Subjects">Looked at so far. Each by itself: persons whom a check names beside it play no part.</param>
/// <param name="Changed">Of these, those with another answer for one matter at least.</param>
/// <param name="Matters">Those for which some answer changes, by code.</param>
internal sealed record ComparisonResponse(
    Guid Id, ComparisonState State, string Edition, string EditionDigest, string Before, DateTimeOffset At, int? Sample,
    DateTimeOffset StartedAt, DateTimeOffset? EndedAt, long Subjects, long Changed, ImmutableArray<ChangedMatter> Matters);

/// <param name="Subjects">How many would get another answer.</param>
/// <param name="Outcomes">From which outcome to which; the same twice where only lines change.</param>
/// <param name="Lines">Measures, incentives and what else an answer says.</param>
internal sealed record ChangedMatter(
    string Code, string Name, long Subjects, ImmutableArray<string> Examples, ImmutableArray<ChangedOutcome> Outcomes, ImmutableArray<ChangedLine> Lines);

internal sealed record ChangedOutcome(Outcome Before, Outcome After, long Subjects, ImmutableArray<string> Examples);

/// <param name="Name">Of a measure or incentive, where the editions name it.</param>
/// <param name="Change">Gained: only under the new edition. Lost: only under the other. Altered: under both, with another basis, term or scope.</param>
internal sealed record ChangedLine(
    LineKind Kind, string Code, string? Name, Force? Force, Effect? Effect, LineMove Change, long Subjects, ImmutableArray<string> Examples);
