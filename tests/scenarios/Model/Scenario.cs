using System.Collections.Immutable;
using CreditGate.Domain.Intake;
using CreditGate.Domain.Intake.Cases;

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

/// <summary>A push, a step in a case or a check, at an instant.</summary>
internal sealed record Step
{
    public required DateTimeOffset At { get; init; }

    public PushStep? Push { get; init; }

    /// <summary>One a row: an outcome such as created, or an outcome and its reason such as rejected:opposite-list.</summary>
    public ImmutableArray<string> ExpectRows { get; init; } = [];

    public CaseStep? Case { get; init; }

    /// <summary>State of the case after the step in camel case, or refused and the code: refused:minimum-publicity-served.</summary>
    public string? ExpectCase { get; init; }

    public CheckStep? Check { get; init; }

    public Expectation? Expect { get; init; }
}

/// <param name="AsOf">The instant the rows are declared true for; left out, that of the step.</param>
internal sealed record PushStep(string Source, DateTimeOffset? AsOf, ImmutableArray<RecordRow> Rows);

internal sealed record CheckStep(SubjectRow Subject, string Matter)
{
    public ImmutableArray<LinkedRow> Linked { get; init; } = [];
}

/// <summary>An objection or a repair that is opened, or a step in one.</summary>
/// <param name="As">Organisation that acts.</param>
/// <param name="Id">Name of the case within the scenario.</param>
internal sealed record CaseStep(string As, string Id)
{
    /// <summary>objection or repair, to open one; null for a step.</summary>
    public string? Open { get; init; }

    public SubjectRow? Subject { get; init; }

    public RecordRefRow? Record { get; init; }

    /// <summary>The submission lacks materials.</summary>
    public bool Incomplete { get; init; }

    /// <summary>Such as uphold or publishStatement.</summary>
    public string? Step { get; init; }

    public string? Reason { get; init; }

    public bool DutiesDone { get; init; }

    public ObjectionRow Objection => new()
    {
        Subject = Subject,
        Record = Record,
        Grounds = ["wrong"],
        Statement = "示例：记录有误",
        Materials = Materials("application", "identity", "proof", "commitment"),
    };

    public RepairApplicationRow Application => new() { Subject = Subject, Record = Record, Materials = Materials("application", "identity", "commitment") };

    private ImmutableArray<MaterialRow> Materials(params string[] kinds) =>
        [.. kinds.Take(Incomplete ? 1 : kinds.Length).Select(static kind => new MaterialRow { Kind = kind, Reference = $"示例/{kind}.pdf", Sha256 = new string('a', 64) })];
}
