using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CreditGate.Fuzzing;

/// <summary>JSON that is nearly what is asked for: other types, huge numbers, deep nesting, members twice, and what is no JSON at all.</summary>
internal static class JsonMutator
{
    private const string Marker = "\"§\"";

    /// <summary>Bytes made from a good body in one of many ways.</summary>
    public static byte[] Json(this Mutator mutator, JsonNode sample) => mutator.Next(8) switch
    {
        0 => mutator.Random(),
        1 => mutator.Of(Bytes(sample.ToJsonString())),
        2 => Encoding.UTF8.GetBytes(mutator.One(Odd.Json)),
        3 => Bytes(Doubled(mutator, sample)),
        _ => Bytes(Changed(mutator, sample)),
    };

    /// <summary>One to three values replaced, members taken out or added.</summary>
    private static string Changed(Mutator mutator, JsonNode sample)
    {
        var root = sample.DeepClone();
        for (var times = mutator.Next(3) + 1; times > 0; times--)
        {
            ChangeOne(mutator, root);
        }

        // Numbers that no node can hold, and nesting that none should, go in as text.
        var text = root.ToJsonString();
        for (var at = text.IndexOf(Marker, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Marker, StringComparison.Ordinal))
        {
            text = string.Concat(text.AsSpan(0, at), mutator.One(Odd.Json), text.AsSpan(at + Marker.Length));
        }

        return text;
    }

    private static void ChangeOne(Mutator mutator, JsonNode root)
    {
        var holders = Holders(root).ToArray();
        if (holders.Length == 0)
        {
            return;
        }

        switch (mutator.One(holders))
        {
            case JsonObject members when members.Count > 0 && !mutator.Chance(5):
                var name = mutator.One([.. members.Select(static member => member.Key)]);
                if (mutator.Chance(4))
                {
                    members.Remove(name);
                }
                else
                {
                    members[name] = Value(mutator, members[name]);
                }

                break;
            case JsonObject members:
                members[mutator.Text()] = Value(mutator, null);
                break;
            case JsonArray { Count: > 0 } items when !mutator.Chance(4):
                items[mutator.Next(items.Count)] = Value(mutator, null);
                break;
            case JsonArray items:
                items.Add(Value(mutator, null));
                break;
        }
    }

    private static JsonNode? Value(Mutator mutator, JsonNode? known) => mutator.Next(6) switch
    {
        0 => JsonValue.Create("§"),
        1 => JsonValue.Create(mutator.Next(int.MaxValue) - (int.MaxValue / 2)),
        2 => new JsonArray(known?.DeepClone()),
        3 when known is JsonValue value && value.GetValueKind() == JsonValueKind.String => JsonValue.Create(mutator.Of(value.GetValue<string>())),
        4 => JsonValue.Create(mutator.One(Odd.Instants)),
        _ => JsonValue.Create(mutator.Text()),
    };

    private static string Doubled(Mutator mutator, JsonNode sample) =>
        sample is JsonObject { Count: > 0 } members && mutator.One([.. members]) is var (name, value)
            ? $"{{{JsonSerializer.Serialize(name)}:{value?.ToJsonString() ?? "null"},{sample.ToJsonString()[1..]}"
            : $"[{sample.ToJsonString()},{sample.ToJsonString()}]";

    private static IEnumerable<JsonNode> Holders(JsonNode? node) => node switch
    {
        JsonObject members => [node, .. members.SelectMany(static member => Holders(member.Value))],
        JsonArray items => [node, .. items.SelectMany(Holders)],
        _ => [],
    };

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
