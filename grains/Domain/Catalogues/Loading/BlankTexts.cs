using System.Text.Json;

namespace CreditGate.Domain.Catalogues.Loading;

/// <summary>No text, code or note of the catalogue may be blank, in either language.</summary>
internal static class BlankTexts
{
    public static IEnumerable<CatalogueFault> In(string file, ReadOnlyMemory<byte> bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        foreach (var (entry, member) in Blanks(document.RootElement, "file", ""))
        {
            yield return new CatalogueFault(file, entry, $"{member} is blank.", "Write the text, in Chinese (zh) and in English (en).");
        }
    }

    private static IEnumerable<(string Entry, string Member)> Blanks(JsonElement element, string entry, string member) => element.ValueKind switch
    {
        JsonValueKind.String when string.IsNullOrWhiteSpace(element.GetString()) => [(entry, member)],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(item => Blanks(item, entry, member)),
        JsonValueKind.Object => InMembers(element, JsonEntry.NameOf(element) ?? entry, member),
        _ => [],
    };

    private static IEnumerable<(string Entry, string Member)> InMembers(JsonElement element, string entry, string parent) =>
        element.EnumerateObject().SelectMany(member => Blanks(member.Value, entry, parent.Length == 0 ? member.Name : $"{parent}.{member.Name}"));
}
