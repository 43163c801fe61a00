using System.Collections.Immutable;
using System.Text.Json;

namespace CreditGate.Domain.Evidence;

/// <summary>Compares a document, as it was kept, with what it should say, member by member. The order of members says nothing.</summary>
public static class JsonComparison
{
    /// <summary>Paths of what differs, such as <c>answer.measures[0].code</c>; empty when the documents say the same.</summary>
    public static ImmutableArray<string> Differences(JsonElement kept, JsonElement given)
    {
        var paths = ImmutableArray.CreateBuilder<string>();
        Compare(kept, given, "", paths);
        return paths.ToImmutable();
    }

    private static void Compare(JsonElement? kept, JsonElement? given, string path, ImmutableArray<string>.Builder paths)
    {
        if (SaysNothing(kept) && SaysNothing(given))
        {
            return;
        }

        switch (kept?.ValueKind, given?.ValueKind)
        {
            case (JsonValueKind.Object, JsonValueKind.Object):
                CompareMembers(kept.Value, given.Value, path, paths);
                break;
            case (JsonValueKind.Array, JsonValueKind.Array) when kept.Value.GetArrayLength() == given.Value.GetArrayLength():
                CompareItems(kept.Value, given.Value, path, paths);
                break;
            case (null, _) or (_, null):
                paths.Add(path);
                break;
            default:
                if (!JsonElement.DeepEquals(kept.Value, given.Value))
                {
                    paths.Add(path);
                }

                break;
        }
    }

    private static void CompareMembers(JsonElement kept, JsonElement given, string path, ImmutableArray<string>.Builder paths)
    {
        foreach (var name in given.EnumerateObject().Concat(kept.EnumerateObject()).Select(static member => member.Name).Distinct(StringComparer.Ordinal))
        {
            Compare(Member(kept, name), Member(given, name), path.Length == 0 ? name : $"{path}.{name}", paths);
        }
    }

    private static void CompareItems(JsonElement kept, JsonElement given, string path, ImmutableArray<string>.Builder paths)
    {
        for (var index = 0; index < given.GetArrayLength(); index++)
        {
            Compare(kept[index], given[index], $"{path}[{index}]", paths);
        }
    }

    private static JsonElement? Member(JsonElement element, string name) => element.TryGetProperty(name, out var member) ? member : null;

    // Those who keep answers leave out what is empty, and later releases add members.
    private static bool SaysNothing(JsonElement? element) => element is not { } known
        || known.ValueKind is JsonValueKind.Null or JsonValueKind.False
        || (known.ValueKind == JsonValueKind.Array && known.GetArrayLength() == 0);
}
