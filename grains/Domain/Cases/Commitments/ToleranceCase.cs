using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace CreditGate.Domain.Cases.Commitments;

/// <summary>容缺受理: an application is taken although documents are missing, because the applicant promised them in writing (plan art. 3).</summary>
/// <remarks>Its record is the promise itself, an open commitment of the department that accepted.</remarks>
public sealed record ToleranceCase : Case
{
    [JsonIgnore]
    public override CaseKind Kind => CaseKind.ToleranceAcceptance;

    /// <summary>Empty of one that was pushed: a commitment record names none.</summary>
    public string Matter { get; init; } = "";

    public required string BusinessNumber { get; init; }

    /// <summary>Last day for the missing documents, inclusive.</summary>
    public required DateOnly PromisedOn { get; init; }

    public ImmutableArray<PromisedDocument> Documents { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Supplied or Breached; null while the promise is open.</summary>
    public string? Result { get; init; }

    /// <summary>Its record is a row of its department's, which alone says what becomes of it: no step is taken here.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsPushed { get; init; }
}

/// <summary>A document that was missing. Never an essential one (INV-09).</summary>
/// <param name="Name">As the matter's own list of documents calls it.</param>
public sealed record PromisedDocument(string Name)
{
    public DateTimeOffset? SuppliedAt { get; init; }
}

/// <summary>An acceptance with a promise as the approving department asks for it.</summary>
public sealed record ToleranceDraft : CaseRequest
{
    /// <summary>The approving department.</summary>
    public required string Organisation { get; init; }

    public required string Matter { get; init; }

    public required string BusinessNumber { get; init; }

    /// <summary>The department confirms that no essential document (要件) is missing.</summary>
    public bool EssentialsPresent { get; init; }

    public ImmutableArray<PromisedDocument> Missing { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The written promise; null when there is none.</summary>
    public Material? Promise { get; init; }

    /// <summary>Last day for the missing documents, inclusive.</summary>
    public DateOnly? PromisedOn { get; init; }
}
