using CreditGate.Domain.Catalogues.Loading;

namespace CreditGate.Domain.Catalogues;

/// <summary>Reads the catalogue's JSON files, checks them as a whole, and builds the editions.</summary>
public static class CatalogueLoader
{
    private static readonly Lazy<Catalogue> Product = new(() => Load(OpenEmbedded));

    /// <summary>The product's own catalogue, parsed once per process.</summary>
    public static Catalogue Load() => Product.Value;

    /// <summary>A catalogue from other data: operators' own, or a test's.</summary>
    /// <param name="open">Opens a file by the names that editions.json uses, such as rules.json or calendar/2026.json; null when there is none. Streams are disposed.</param>
    /// <exception cref="CatalogueException">Any file is missing, malformed or breaks a rule; lists every fault found.</exception>
    public static Catalogue Load(Func<string, Stream?> open) => new(new EditionReader(new FileReader(open)).ReadAll());

    /// <summary>Opens a file of the product's own catalogue; null when there is none of that name.</summary>
    public static Stream? OpenEmbedded(string file) => typeof(CatalogueLoader).Assembly.GetManifestResourceStream($"catalogue/{file}");
}
