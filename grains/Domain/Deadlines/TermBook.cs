using System.Collections.Immutable;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Catalogues.Loading;

namespace CreditGate.Domain.Deadlines;

/// <summary>The terms for handling cases, read from the catalogue's terms.json.</summary>
public sealed class TermBook
{
    private const string FileName = "terms.json";
    private static readonly Lazy<TermBook> Own = new(static () => Load(CatalogueLoader.OpenEmbedded));

    private readonly ImmutableDictionary<string, LegalTerm> _terms;

    private TermBook(ImmutableArray<LegalTerm> terms) => _terms = terms.ToImmutableDictionary(static term => term.Code, StringComparer.Ordinal);

    /// <summary>The product's own, parsed once per process.</summary>
    public static TermBook Product => Own.Value;

    public IEnumerable<LegalTerm> All => _terms.Values.OrderBy(static term => term.Code, StringComparer.Ordinal);

    public LegalTerm this[string code] => _terms[code];

    /// <param name="open">As for <see cref="CatalogueLoader.Load(Func{string, Stream?})"/>.</param>
    /// <exception cref="CatalogueException">The file is missing or malformed, or a term is not positive, comes twice, or is not set for the city.</exception>
    public static TermBook Load(Func<string, Stream?> open)
    {
        var reader = new FileReader(open);
        var file = reader.Read(FileName, static file => new TermsFile(file.Each("terms", TermOf)));
        if (file is not null)
        {
            reader.Faults.AddRange(Faults(file));
        }

        reader.ThrowIfFaulty();
        return new TermBook(file!.Content.Terms);
    }

    private static IEnumerable<CatalogueFault> Faults(DataFile<TermsFile> file) =>
    [
        .. from same in file.Content.Terms.GroupBy(static term => term.Code, StringComparer.Ordinal)
           where same.Count() > 1
           select file.Fault(same.Key, new("该期限写了两次。", "The term is there twice."), new("请删去一个。", "Take one out.")),
        .. from term in file.Content.Terms
           where term.Levels.All(static level => level.Level != Level.Municipal)
           select file.Fault(
               term.Code,
               new("市级没有规定该期限。", "The city sets no such term."),
               new("请补上 municipal 一级：其他各级以它为准。", "Add the municipal level: the others fall back on it.")),
        .. from term in file.Content.Terms
           where term.Levels.Any(static level => level.Limit.Count <= 0 || level.Target?.Count <= 0 || level.Extension?.Count <= 0)
           select file.Fault(term.Code, new("有期限长度不是正数。", "A length is not positive."), new("天数须为不小于 1 的数。", "Write the days as a number from 1.")),
    ];

    private static LegalTerm TermOf(JsonEntry entry) => new(
        entry.String("code"), entry.Text("name"), entry.String("from"), entry.Text("onExpiry"), entry.Each("levels", LevelOf));

    private static TermLevel LevelOf(JsonEntry entry) => new(
        entry.OneOf<Level>("level"),
        entry.OptionalChild("limit", LengthOf) ?? new TermLength(0, default),
        entry.OptionalChild("target", LengthOf),
        entry.OptionalChild("extension", LengthOf),
        entry.Text("basis"),
        entry.Confidence("confidence"));

    private static TermLength LengthOf(JsonEntry entry) => new(entry.Int("count"), entry.OneOf<TermUnit>("unit"));

    private sealed record TermsFile(ImmutableArray<LegalTerm> Terms);
}
