using System.Collections.Immutable;

namespace CreditGate.Domain.Catalogues.Loading;

internal sealed record MeasuresFile(ImmutableArray<MeasureItem> Items, ImmutableArray<MeasureEntry> Measures)
{
    /// <summary>Class by item code. Of duplicate items the first counts; the checks report the others.</summary>
    public Dictionary<string, MeasureClass> Classes { get; } = Items.DistinctBy(item => item.Code).ToDictionary(item => item.Code, item => item.Class);
}

/// <summary>A content of an item; it has its item's class.</summary>
internal sealed record MeasureEntry(
    string Code,
    string Item,
    LocalText Name,
    ImmutableArray<string> LegalBasis,
    LocalText ImplementingBodies,
    LocalText Duration,
    ImmutableArray<LinkedRole> Reaches,
    Provenance Confidence)
{
    public Measure With(MeasureClass measureClass) =>
        new(Code, Item, measureClass, Name, LegalBasis, ImplementingBodies, Duration, Reaches, Confidence);
}
