using System.Collections.Immutable;
using CreditGate.Domain.Records;

namespace CreditGate.Domain.Catalogues;

/// <summary>must: the law bids it; should: policy of the competent body asks for it; may: left to the body.</summary>
public enum Force
{
    Must,
    Should,
    May,
}

/// <summary>What a rule does to the matter.</summary>
public enum Effect
{
    /// <summary>The act is not to be done for this subject.</summary>
    Bar,

    /// <summary>Done, with a stated limit.</summary>
    Limit,

    /// <summary>Only a facilitation is not given.</summary>
    Withhold,

    /// <summary>Raised supervision.</summary>
    Supervise,

    /// <summary>Class 3: information and suggestion, never an order.</summary>
    Advise,
}

/// <summary>A list or record kind, a matter, and the measures that follow, with their legal basis.</summary>
/// <param name="Lists">List codes that trigger the rule.</param>
/// <param name="RecordKinds">Record kinds that trigger the rule without a list.</param>
/// <param name="Requires">A fact that must be settled on the record (see <see cref="RequiredFacts"/>); null when the record alone suffices.</param>
/// <param name="Statutory">The ban is itself a decision of a court or authority: an objection does not stay it, the answer is review while disputed.</param>
/// <param name="LinkedRoles">Roles of persons named in the check for whom the rule is evaluated as well.</param>
public sealed record MatterRule(
    string Id,
    ImmutableArray<string> Lists,
    ImmutableArray<RecordKind> RecordKinds,
    ImmutableArray<string> Matters,
    ImmutableArray<RuleMeasure> Measures,
    Force Force,
    Effect Effect,
    SubjectKinds SubjectKinds,
    string? Requires,
    bool Statutory,
    ImmutableArray<LinkedRole> LinkedRoles,
    LocalText Basis,
    LocalText? Scope,
    Provenance Confidence)
{
    /// <summary>The measures of the rule that concern a matter.</summary>
    public IEnumerable<RuleMeasure> MeasuresFor(string matter) => Measures.Where(part => part.Matters.IsEmpty || part.Matters.Contains(matter));
}

/// <summary>A measure of a rule.</summary>
/// <param name="Effect">Where it differs from the rule's effect.</param>
/// <param name="Matters">The matters it concerns, where not all of the rule's.</param>
public sealed record RuleMeasure(string Code, Effect? Effect, ImmutableArray<string> Matters);
