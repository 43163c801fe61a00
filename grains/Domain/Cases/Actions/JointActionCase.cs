using System.Collections.Immutable;
using System.Text.Json.Serialization;
using CreditGate.Domain.Records;
using CreditGate.Domain.Workflows;

namespace CreditGate.Domain.Cases.Actions;

/// <summary>联合奖惩: an initiating department's decision, and what every implementing department has to do about it (plan art. 10, 12).</summary>
/// <remarks>The action is closed when all its tasks are at an end; each task runs through the workflow by itself.</remarks>
public sealed record JointActionCase : Case
{
    [JsonIgnore]
    public override CaseKind Kind => CaseKind.JointAction;

    /// <summary>Edition from which the targets were derived.</summary>
    public required string Edition { get; init; }

    /// <summary>By department, then by rule.</summary>
    public ImmutableArray<ActionTask> Tasks { get; init => field = value.IsDefault ? [] : value; } = [];
}

/// <summary>What one department has to do because of one rule, or of the incentives that one listing earns.</summary>
/// <param name="Rule">Id of the rule; null for incentives.</param>
/// <param name="Codes">Measures or incentives.</param>
/// <param name="Matters">The department's matters that it concerns.</param>
public sealed record ActionTask(string Department, string? Rule, ImmutableArray<string> Codes, ImmutableArray<string> Matters)
{
    public required string State { get; init; }

    public string? Previous { get; init; }

    /// <summary>Code of the county or district whose government has to act; null for departments of the city.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Region { get; init; }

    /// <summary>What was done, or why it does not apply; ID numbers are masked.</summary>
    public string? Feedback { get; init; }

    public DateTimeOffset? FedBackAt { get; init; }

    [JsonIgnore]
    public WorkflowPlace Place => new(State, Previous);

    [JsonIgnore]
    public bool IsOver => WorkflowBook.Product[nameof(CaseKind.JointAction)].Workflow.IsFinal(State);

    internal ActionTask At(WorkflowPlace place) => this with { State = place.State, Previous = place.Previous };
}

/// <summary>A joint action as its initiating department asks for it.</summary>
public sealed record ActionDraft : CaseRequest
{
    public required string Organisation { get; init; }

    /// <summary>The entry by which the subject was designated: published on the platform before anybody acts (INV-05).</summary>
    public required RecordRef Record { get; init; }

    /// <summary>Counties and districts whose governments are to act too (跨区域), by their codes.</summary>
    public ImmutableArray<string> Regions { get; init => field = value.IsDefault ? [] : value; } = [];
}
