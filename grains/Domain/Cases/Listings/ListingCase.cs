using System.Text.Json.Serialization;

namespace CreditGate.Domain.Cases.Listings;

/// <summary>名单列入: before a subject is entered on a list it is told, heard and decided upon; from the publication on, the case follows its entry (国办发〔2020〕49号).</summary>
/// <remarks>Its record is the entry that the publication makes; before it, there is none.</remarks>
public sealed record ListingCase : Case
{
    [JsonIgnore]
    public override CaseKind Kind => CaseKind.ListEntry;

    /// <summary>Clause on which the entry rests; without one nothing is published.</summary>
    public string? Basis { get; init; }

    /// <summary>What the subject did, as the entry will say; ID numbers are masked.</summary>
    public string? Grounds { get; init; }

    /// <summary>First day of the entry; null for the day of its publication, before which it never is.</summary>
    public DateOnly? ListedOn { get; init; }

    /// <summary>Last day of the term that the unit decided, inclusive; null for the list's own period.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>What the subject was told: reason, basis and rights. ID numbers are masked.</summary>
    public string? Notice { get; init; }

    public DateOnly? NotifiedOn { get; init; }

    /// <summary>What the subject said to it, or that it said nothing in time. ID numbers are masked.</summary>
    public string? Defence { get; init; }

    public DateOnly? DecidedOn { get; init; }

    /// <summary>Day of the publication; null until then.</summary>
    public DateOnly? PublishedOn { get; init; }
}

/// <summary>An entry on a list as its unit proposes it.</summary>
public sealed record ListingDraft : CaseRequest
{
    public required string Organisation { get; init; }

    public required string List { get; init; }

    /// <summary>Number of the decision, by which the entry is known.</summary>
    public required string Number { get; init; }

    public string? Basis { get; init; }

    public string? Grounds { get; init; }

    public DateOnly? ListedOn { get; init; }

    public DateOnly? Until { get; init; }
}
