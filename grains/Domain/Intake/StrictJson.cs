using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace CreditGate.Domain.Intake;

/// <summary>How input in JSON is read, whatever way it came: camelCase in any case, nothing unknown, nothing twice, nothing of a wrong type.</summary>
public static class StrictJson
{
    /// <summary>Nesting: the deepest input has 6 levels, the deepest schema of a response 18.</summary>
    public const int Depth = 24;

    public static Fault WrongShape { get; } = new("wrong-shape", new(
        "该字段（或整行）的类型不对、含有空字符，或没有这个字段名。", "This field (or the whole row) has the wrong type or holds a NUL character, or no field has this name."));

    /// <summary>Options of strict reading.</summary>
    /// <param name="modifiers">What else is to be known of the types.</param>
    public static JsonSerializerOptions Options(params IEnumerable<Action<JsonTypeInfo>> modifiers)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Configure(options, modifiers);
        return options;
    }

    public static void Configure(JsonSerializerOptions options, params IEnumerable<Action<JsonTypeInfo>> modifiers)
    {
        var types = new DefaultJsonTypeInfoResolver { Modifiers = { StrictInput.Modify } };
        foreach (var modifier in modifiers)
        {
            types.Modifiers.Add(modifier);
        }

        options.TypeInfoResolver = types;
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.AllowDuplicateProperties = false;
        options.MaxDepth = Depth;
    }

    /// <summary>Reads one item among many, so that one of the wrong shape rejects itself and no other.</summary>
    public static (T? Item, ImmutableArray<FieldFault> Faults) Read<T>(JsonElement element, JsonSerializerOptions options)
        where T : class
    {
        try
        {
            return element.ValueKind == JsonValueKind.Object ? (element.Deserialize<T>(options), []) : (null, [Misshapen("")]);
        }
        catch (JsonException malformed)
        {
            return (null, [Misshapen(JsonPath.Field(malformed.Path ?? ""))]);
        }
    }

    internal static FieldFault Misshapen(string field) => new(field, WrongShape);
}
