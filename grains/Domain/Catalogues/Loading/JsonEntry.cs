using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace CreditGate.Domain.Catalogues.Loading;

/// <summary>
/// One object of a file, read member by member. It notes every fault instead of stopping at the first, and rejects
/// members that nobody asked for: a misspelt one would be a rule that is silently not applied.
/// </summary>
/// <param name="name">Code or id of the entry, for messages.</param>
/// <param name="path">Path of the object within its entry, ending in a dot; empty for the entry itself.</param>
internal sealed partial class JsonEntry(FileFaults faults, JsonElement element, string name, string path)
{
    private readonly HashSet<string> _asked = [];

    /// <summary>Reads a whole file; null when it is no object.</summary>
    public static T? ReadFile<T>(FileFaults faults, JsonElement root, Func<JsonEntry, T> read)
        where T : class
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            faults.Malformed(
                "file",
                new("该文件不是 JSON 对象。", "The file is no JSON object."),
                new("请以产品自带的同名文件为起点。", "Start from the product's own file of that name."));
            return null;
        }

        return new JsonEntry(faults, root, "file", "").ReadWhole(read);
    }

    /// <summary>The bytes of the entry as the file writes them.</summary>
    public ReadOnlyMemory<byte> Bytes => JsonMarshal.GetRawUtf8Value(element).ToArray();

    public ImmutableArray<T> Each<T>(string member, Func<JsonEntry, T> read) => OptionalEach(member, read) ?? Missing<ImmutableArray<T>>(member, []);

    /// <summary>An object within this entry; null when it is not there.</summary>
    public T? OptionalChild<T>(string member, Func<JsonEntry, T> read)
        where T : class
    {
        if (Find(member) is not { } value)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Object
            ? new JsonEntry(faults, value, name, $"{path}{member}.").ReadWhole(read)
            : Wrong<T?>(member, new("对象", "an object"), null);
    }

    private ImmutableArray<T>? OptionalEach<T>(string member, Func<JsonEntry, T> read)
    {
        if (Find(member) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.Object))
        {
            return Wrong<ImmutableArray<T>>(member, new("由对象组成的数组", "an array of objects"), []);
        }

        return [.. value.EnumerateArray().Select((item, index) => Item(item, $"{member}[{index}]").ReadWhole(read))];
    }

    // An item with a code or id is an entry of its own; one without is a part of this entry.
    private JsonEntry Item(JsonElement item, string place) =>
        (item.TryGetProperty("code", out var code) || item.TryGetProperty("id", out code)) && code.ValueKind == JsonValueKind.String
            ? new JsonEntry(faults, item, code.GetString()!, "")
            : new JsonEntry(faults, item, name, $"{path}{place}.");

    private T ReadWhole<T>(Func<JsonEntry, T> read)
    {
        var value = read(this);
        foreach (var member in element.EnumerateObject().Where(member => !_asked.Contains(member.Name)))
        {
            var known = string.Join(", ", _asked.Order(StringComparer.Ordinal));
            faults.Malformed(
                name,
                new($"不认识成员 {path}{member.Name}。", $"Member {path}{member.Name} is unknown."),
                new($"请删去，或写成以下之一：{known}。", $"Take it out, or spell it as one of {known}."));
        }

        return value;
    }

    private JsonElement? Find(string member)
    {
        _asked.Add(member);
        return element.TryGetProperty(member, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    private T Missing<T>(string member, T instead)
    {
        faults.Malformed(name, new($"缺少成员 {path}{member}。", $"Member {path}{member} is missing."), new("请补上。", "Add it."));
        return instead;
    }

    private T Wrong<T>(string member, LocalText expected, T instead)
    {
        faults.Malformed(
            name,
            new($"成员 {path}{member} 不是{expected.Zh}。", $"Member {path}{member} is not {expected.En}."),
            new($"请写成{expected.Zh}。", $"Write {expected.En}."));
        return instead;
    }
}
