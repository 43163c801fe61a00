using System.Collections.Immutable;
using System.Text.Json.Serialization;
using CreditGate.Domain.Cases.Actions;
using CreditGate.Domain.Cases.Commitments;
using CreditGate.Domain.Cases.Listings;
using CreditGate.Domain.Cases.Objections;
using CreditGate.Domain.Cases.Repairs;

namespace CreditGate.Domain.Cases;

/// <summary>What somebody asks of a subject's cases.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "request")]
[JsonDerivedType(typeof(ObjectionDraft), nameof(ObjectionDraft))]
[JsonDerivedType(typeof(RepairDraft), nameof(RepairDraft))]
[JsonDerivedType(typeof(ActionDraft), nameof(ActionDraft))]
[JsonDerivedType(typeof(ToleranceDraft), nameof(ToleranceDraft))]
[JsonDerivedType(typeof(ListingDraft), nameof(ListingDraft))]
[JsonDerivedType(typeof(CaseStep), nameof(CaseStep))]
[JsonDerivedType(typeof(DeadlineLook), nameof(DeadlineLook))]
[JsonDerivedType(typeof(RestorationFound), nameof(RestorationFound))]
public abstract record CaseRequest
{
    /// <summary>Number of the case, also of one that is to be opened.</summary>
    public required string Case { get; init; }
}

/// <summary>A step that an organisation takes in a case.</summary>
public sealed record CaseStep : CaseRequest
{
    /// <summary>Event of the workflow, as the definition names it.</summary>
    public required string Event { get; init; }

    public required string Organisation { get; init; }

    public string? Reason { get; init; }

    /// <summary>Text to be published with the step: a repair statement.</summary>
    public string? Statement { get; init; }

    /// <summary>The initiating unit confirms that duties are done, where the record does not say.</summary>
    public bool DutiesDone { get; init; }

    /// <summary>approve of a repair: the measures that are taken off, by code, where the repair is granted in part; empty when the record is to be gone.</summary>
    public ImmutableArray<string> Lifts { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Of a joint action: only the tasks by this rule; null for all of the organisation's.</summary>
    public string? Rule { get; init; }

    /// <summary>Of a joint action: only the tasks of this county or district; null for all of the organisation's.</summary>
    public string? Region { get; init; }

    /// <summary>Of a promise: names of the documents that came in; empty for all that are missing.</summary>
    public ImmutableArray<string> Documents { get; init => field = value.IsDefault ? [] : value; } = [];
}

/// <summary>Time has come to look at the deadlines of a case.</summary>
public sealed record DeadlineLook : CaseRequest;
