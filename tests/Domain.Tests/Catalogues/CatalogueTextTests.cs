using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CreditGate.Domain.Catalogues;
using Xunit;

namespace CreditGate.Domain.Tests.Catalogues;

public sealed partial class CatalogueTextTests
{
    [Theory]
    [InlineData("editions.json", 3)]
    [InlineData("measures.json", 86)]
    [InlineData("incentives.json", 46)]
    [InlineData("lists.json", 96)]
    [InlineData("matters.json", 138)]
    [InlineData("rules.json", 26)]
    [InlineData("publicity.json", 3)]
    [InlineData("departments.json", 55)]
    public void Texts_AreWrittenInBothLanguages(string file, int count)
    {
        using var stream = CatalogueLoader.OpenEmbedded(file);
        var texts = TextsIn(JsonNode.Parse(stream!)).ToList();

        Assert.Equal(count, texts.Count);
        Assert.All(texts, text =>
        {
            Assert.Matches(Chinese(), text.Zh);
            Assert.Matches(English(), text.En);
        });
    }

    private static IEnumerable<LocalText> TextsIn(JsonNode? node) => node switch
    {
        JsonObject { Count: 2 } text when text.ContainsKey("zh") && text.ContainsKey("en") => [new LocalText((string)text["zh"]!, (string)text["en"]!)],
        JsonObject members => members.SelectMany(member => TextsIn(member.Value)),
        JsonArray items => items.SelectMany(TextsIn),
        _ => [],
    };

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Chinese();

    // Two texts of the domain table quote Chinese terms, so English is told by its beginning.
    [GeneratedRegex(@"^[A-Za-z0-9]")]
    private static partial Regex English();
}
