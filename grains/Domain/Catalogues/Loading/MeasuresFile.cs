using System.Collections.Immutable;

namespace CreditGate.Domain.Catalogues.Loading;

internal sealed record MeasuresFile(ImmutableArray<MeasureItem> Items, ImmutableArray<MeasureEntry> Measures)
{
    /// <summary>Items by code. Of duplicates the first counts; the checks report the others.</summary>
    public Dictionary<string, MeasureItem> ItemsByCode { get; } = Items.DistinctBy(item => item.Code).ToDictionary(item => item.Code);

    public static MeasuresFile Read(JsonEntry file) => new(file.Each("items", ItemOf), file.Each("measures", MeasureEntry.Read));

    private static MeasureItem ItemOf(JsonEntry entry) =>
        new(entry.String("code"), entry.OneOf<MeasureClass>("class"), entry.Text("name"), entry.Confidence("confidence"));
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
    public static MeasureEntry Read(JsonEntry entry) => new(
        entry.String("code"),
        entry.String("item"),
        entry.Text("name"),
        entry.Strings("legalBasis"),
        entry.Text("implementingBodies"),
        entry.Text("duration"),
        entry.EachOneOf<LinkedRole>("reaches"),
        entry.Confidence("confidence"));

    public Measure With(MeasureClass measureClass) =>
        new(Code, Item, measureClass, Name, LegalBasis, ImplementingBodies, Duration, Reaches, Confidence);
}
