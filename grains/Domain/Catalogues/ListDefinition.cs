using System.Collections.Immutable;

namespace CreditGate.Domain.Catalogues;

public enum ListKind
{
    SeriousDishonesty,
    Abnormal,
    Red,
    Exemplar,
}

/// <summary>A list on which a designating unit may enter a subject.</summary>
/// <param name="Code">L01 to L17, A01 to A03, R01 to R06, X01 to X06.</param>
/// <param name="Providers">Organisation codes that may enter subjects; the platform operator may relay for any of them.</param>
/// <param name="PeriodMonths">Length of a listing in months from the day it was listed, when the entry states no end; null when the list has none.</param>
/// <param name="UntilPerformed">Whether an entry may stand without an end until the duty is performed.</param>
/// <param name="FreshnessDays">Age in days after which an answer resting on this list's provider warns that it is stale; null when no limit is set.</param>
/// <param name="Enabled">False until a rule is attached: entries are kept and shown, with no effect.</param>
public sealed record ListDefinition(
    string Code,
    LocalText Name,
    ListKind Kind,
    LocalText Authority,
    ImmutableArray<string> Basis,
    LocalText PeriodText,
    int? PeriodMonths,
    bool UntilPerformed,
    SubjectKinds SubjectKinds,
    ImmutableArray<string> Providers,
    int? FreshnessDays,
    bool Enabled,
    Provenance Confidence)
{
    /// <summary>The list itself has no single term: every entry must state its last day (INV-08).</summary>
    public bool EntryStatesEnd { get; init; }
}
