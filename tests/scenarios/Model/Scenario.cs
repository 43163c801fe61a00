using System.Collections.Immutable;
using CreditGate.Domain.Intake;

namespace CreditGate.Scenarios;

/// <summary>A named story: what was pushed and asked at which instants, and what must have come of it.</summary>
internal sealed record Scenario
{
    public required string Name { get; init; }

    public required string Story { get; init; }

    /// <summary>Sources that did not speak just now, as all others did: when they last spoke, or null for never.</summary>
    public ImmutableSortedDictionary<string, DateTimeOffset?> Sources { get; init; } = ImmutableSortedDictionary<string, DateTimeOffset?>.Empty;

    public required ImmutableArray<Step> Steps { get; init; }
}

/// <summary>A push or a check, at an instant.</summary>
internal sealed record Step
{
    public required DateTimeOffset At { get; init; }

    public PushStep? Push { get; init; }

    /// <summary>One a row: an outcome such as created, or an outcome and its reason such as rejected:opposite-list.</summary>
    public ImmutableArray<string> ExpectRows { get; init; } = [];

    public CheckStep? Check { get; init; }

    public Expectation? Expect { get; init; }
}

/// <param name="AsOf">The instant the rows are declared true for; left out, that of the step.</param>
internal sealed record PushStep(string Source, DateTimeOffset? AsOf, ImmutableArray<RecordRow> Rows);

internal sealed record CheckStep(SubjectRow Subject, string Matter)
{
    public ImmutableArray<LinkedRow> Linked { get; init; } = [];
}
