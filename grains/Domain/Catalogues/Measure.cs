using System.Collections.Immutable;

namespace CreditGate.Domain.Catalogues;

/// <summary>Who may impose a measure: class 3 is left to the market and is only ever advice.</summary>
public enum MeasureClass
{
    ReducesRights = 1,
    Management = 2,
    MarketAdvice = 3,
}

/// <summary>One of the 14 items of the national basic list of punishment measures.</summary>
public sealed record MeasureItem(string Code, MeasureClass Class, LocalText Name, Provenance Confidence);

/// <summary>One content of an item, such as M01.03, a ban from government procurement.</summary>
/// <param name="Reaches">Roles of persons named in an entity's record whom the measure reaches too; empty when only the subject itself.</param>
public sealed record Measure(
    string Code,
    string Item,
    MeasureClass Class,
    LocalText Name,
    ImmutableArray<string> LegalBasis,
    LocalText ImplementingBodies,
    LocalText Duration,
    ImmutableArray<LinkedRole> Reaches,
    Provenance Confidence);
