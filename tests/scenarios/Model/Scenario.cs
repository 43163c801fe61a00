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

    /// <summary>The cluster's one sweep runs: what is due by now is entered.</summary>
    public bool Sweep { get; init; }

    /// <summary>Departments that have to set something right because of an objection, each with the number of answers to it that rested on the record.</summary>
    public RestorationStep? Restoration { get; init; }

    public CheckStep? Check { get; init; }

    public Expectation? Expect { get; init; }
}

/// <param name="AsOf">The instant the rows are declared true for; left out, that of the step.</param>
internal sealed record PushStep(string Source, DateTimeOffset? AsOf, ImmutableArray<RecordRow> Rows);

/// <param name="As">Organisation that looks: the provider of the record sees all.</param>
/// <param name="Id">Name of the objection within the scenario.</param>
/// <param name="Answers">By department.</param>
internal sealed record RestorationStep(string As, string Id, ImmutableSortedDictionary<string, int> Answers);

internal sealed record CheckStep(SubjectRow Subject, string Matter)
{
    /// <summary>Organisation that asks; left out, the operator.</summary>
    public string? As { get; init; }

    public ImmutableArray<LinkedRow> Linked { get; init; } = [];
}

/// <summary>An objection, a repair or a commitment that is opened, or a step in one.</summary>
/// <param name="As">Organisation that acts.</param>
/// <param name="Id">Name of the case within the scenario.</param>
internal sealed record CaseStep(string As, string Id)
{
    /// <summary>objection, repair or commitment, to open one; null for a step.</summary>
    public string? Open { get; init; }

    public SubjectRow? Subject { get; init; }

    public RecordRefRow? Record { get; init; }

    /// <summary>The submission lacks materials.</summary>
    public bool Incomplete { get; init; }

    /// <summary>Such as uphold or publishStatement.</summary>
    public string? Step { get; init; }

    public string? Reason { get; init; }

    public bool DutiesDone { get; init; }

    /// <summary>applicant when left out, complaint or selfDiscovered.</summary>
    public string? Source { get; init; }

    /// <summary>Of a commitment: code of the matter.</summary>
    public string? Matter { get; init; }

    /// <summary>Of a commitment: last day for the missing documents.</summary>
    public string? PromisedOn { get; init; }

    public ObjectionRow Objection => new()
    {
        Subject = Subject,
        Record = Record,
        Source = Source,
        Grounds = ["wrong"],
        Statement = "示例：记录有误",
        Materials = Materials("application", "identity", "proof", "commitment"),
    };

    public RepairApplicationRow Application => new() { Subject = Subject, Record = Record, Materials = Materials("application", "identity", "commitment") };

    public ToleranceRow Promise => new()
    {
        Subject = Subject,
        Matter = Matter,
        BusinessNumber = "示例许可1号",
        EssentialsPresent = !Incomplete,
        Missing = [new MissingDocumentRow { Name = "示例材料甲" }],
        Promise = Materials("application", "commitment")[^1],
        PromisedOn = PromisedOn,
    };

    private ImmutableArray<MaterialRow> Materials(params string[] kinds) =>
        [.. kinds.Take(Incomplete ? 1 : kinds.Length).Select(static kind => new MaterialRow { Kind = kind, Reference = $"示例/{kind}.pdf", Sha256 = new string('a', 64) })];
}
