using System.Collections.Immutable;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Catalogues.Loading;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Records;

namespace CreditGate.Domain.Remedies;

/// <summary>The remedies, read from the catalogue's remedies.json. Not of an edition: whoever reads an old answer is told what is open to them now.</summary>
public sealed class RemedyBook
{
    private const string FileName = "remedies.json";
    private static readonly Lazy<RemedyBook> Own = new(static () => Load(CatalogueLoader.OpenEmbedded));

    private RemedyBook(ImmutableArray<Remedy> remedies) => All = remedies;

    /// <summary>The product's own, parsed once per process.</summary>
    public static RemedyBook Product => Own.Value;

    /// <summary>In the order in which they are told.</summary>
    public ImmutableArray<Remedy> All { get; }

    /// <summary>What goes against the records that a ruling lays against its subject; empty when it lays none.</summary>
    public ImmutableArray<Remedy> For(Ruling ruling) => IsAdverse(ruling) && Against(ruling).ToArray() is { Length: > 0 } records
        ? [.. All.Where(remedy => records.Any(remedy.IsAgainst))]
        : [];

    /// <param name="open">As for <see cref="CatalogueLoader.Load(Func{string, Stream?})"/>.</param>
    /// <exception cref="CatalogueException">The file is missing or malformed, or a remedy comes twice.</exception>
    public static RemedyBook Load(Func<string, Stream?> open)
    {
        var reader = new FileReader(open);
        var file = reader.Read(FileName, static file => new RemediesFile(file.Each("remedies", RemedyOf)));
        if (file is not null)
        {
            reader.Faults.AddRange(file.Content.Remedies.GroupBy(static remedy => remedy.Code, StringComparer.Ordinal)
                .Where(static same => same.Count() > 1).Select(same => file.Fault(same.Key, new("该救济途径写了两次。", "The remedy is there twice."), new("请删去一个。", "Take one out."))));
        }

        reader.ThrowIfFaulty();
        return new RemedyBook(file!.Content.Remedies);
    }

    private static bool IsAdverse(Ruling ruling) =>
        !ruling.Measures.IsEmpty || !ruling.Suspended.IsEmpty || !ruling.Advice.IsEmpty || !ruling.Questions.IsEmpty || !ruling.Proposals.IsEmpty;

    private static IEnumerable<RecordRef> Against(Ruling ruling) =>
        ruling.Measures.Concat(ruling.Suspended.Select(static line => line.Measure)).Concat(ruling.Advice).Concat(ruling.Proposals).Select(static line => line.Record)
            .Concat(ruling.Questions.Select(static question => question.Record).OfType<RecordRef>()).Distinct();

    private static Remedy RemedyOf(JsonEntry entry) => new(
        entry.String("code"), entry.Text("name"), entry.Text("text"), entry.Text("basis"), entry.Confidence("confidence"),
        entry.EachOneOf<RecordKind>("records"), entry.Strings("sources"), entry.Strings("exceptSources"));

    private sealed record RemediesFile(ImmutableArray<Remedy> Remedies);
}
