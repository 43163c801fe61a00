using System.Globalization;
using System.Text.Json.Nodes;
using CreditGate.Domain.Catalogues;
using Xunit;

namespace CreditGate.Domain.Tests.Catalogues;

public sealed class EditionTests
{
    private static readonly Catalogue Product = CatalogueLoader.Load();

    [Theory]
    [InlineData("2023-05-01T00:00:00+08:00", "2023-05")]
    [InlineData("2025-06-21T23:59:59+08:00", "2023-05")]
    [InlineData("2025-06-22T00:00:00+08:00", "2025-06")]
    [InlineData("2026-03-31T23:59:59+08:00", "2025-06")]
    [InlineData("2026-04-01T00:00:00+08:00", "2026-04")]
    [InlineData("2026-03-31T16:00:00Z", "2026-04")]
    public void At_ChangesEditionAtMidnightInChina(string instant, string edition) =>
        Assert.Equal(edition, Product.At(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture)).Id);

    [Fact]
    public void At_IsOutOfRange_BeforeTheFirstEdition() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Product.At(DateTimeOffset.Parse("2023-04-30T23:59:59+08:00", CultureInfo.InvariantCulture)));

    [Fact]
    public void Load_EditionsMeetWithoutGap()
    {
        Assert.All(Product.Editions.Zip(Product.Editions.Skip(1)), pair => Assert.Equal(pair.Second.StartsAt, pair.First.EndsAt));
        Assert.Null(Product.Editions[^1].EndsAt);
    }

    [Theory]
    [InlineData("2023-05", "order58", 3, 36, false)]
    [InlineData("2025-06", "gbf2025-22", 3, 12, false)]
    [InlineData("2026-04", "order36", 3, 12, true)]
    public void Load_EachEditionHasItsPublicityRegime(string id, string regime, int minimum, int maximum, bool needsCorrection)
    {
        var publicity = Product.Editions.Single(edition => edition.Id == id).Publicity;
        var general = publicity.For(Records.Severity.General);

        Assert.Equal((regime, needsCorrection), (publicity.Id, publicity.AutoEndNeedsCorrection));
        Assert.Equal((minimum, maximum, true), (general.MinimumMonths, general.MaximumMonths, general.PublishedByDefault));
        Assert.False(publicity.For(Records.Severity.Minor).PublishedByDefault);
    }

    [Fact]
    public void Digest_IsStableAndDiffersBetweenEditions()
    {
        var again = CatalogueLoader.Load(CatalogueLoader.OpenEmbedded);

        Assert.Equal(Product.Editions.Select(edition => edition.Digest), again.Editions.Select(edition => edition.Digest));
        Assert.Distinct(Product.Editions.Select(edition => edition.Digest));
        Assert.All(Product.Editions, edition => Assert.Matches("^[0-9a-f]{64}$", edition.Digest));
    }

    [Fact]
    public void Digest_Changes_WhenAFileOfTheEditionChanges()
    {
        var data = new EditedData().Edit("rules.json", root => root.Entry("rules", "P01")["force"] = "should");

        Assert.NotEqual(Product.Editions[0].Digest, CatalogueLoader.Load(data.Open).Editions[0].Digest);
    }

    [Fact]
    public void Digest_Stays_WhenOnlyAnotherEditionsEntryChanges()
    {
        using var reader = new StreamReader(CatalogueLoader.OpenEmbedded("editions.json")!);
        var data = new EditedData().Write("editions.json", reader.ReadToEnd().Replace("Edition of April 2026", "Edition of spring 2026", StringComparison.Ordinal));

        var editions = CatalogueLoader.Load(data.Open).Editions;

        Assert.Equal(Product.Editions[0].Digest, editions[0].Digest);
        Assert.NotEqual(Product.Editions[^1].Digest, editions[^1].Digest);
    }

    [Fact]
    public void Load_UsesAnEditionsOwnFile_OnlyForThatEdition()
    {
        using var reader = new StreamReader(CatalogueLoader.OpenEmbedded("rules.json")!);
        var data = new EditedData()
            .Write("rules-2026.json", reader.ReadToEnd())
            .Edit("rules-2026.json", root => root.Entry("rules", "P01")["force"] = "should")
            .Edit("editions.json", root => root.Entry("editions", "2026-04")["files"] = new JsonObject { ["rules"] = "rules-2026.json" });

        var editions = CatalogueLoader.Load(data.Open).Editions;

        Assert.Equal(Force.Should, editions[^1].Rules[0].Force);
        Assert.Equal(Force.Must, editions[0].Rules[0].Force);
    }
}
