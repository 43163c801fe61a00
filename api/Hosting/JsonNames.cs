using System.Collections.Frozen;
using System.Text.Json;

namespace CreditGate.Api.Hosting;

/// <summary>The members of an enum as the API writes them.</summary>
internal static class JsonNames<T>
    where T : struct, Enum
{
    private static readonly FrozenDictionary<T, JsonEncodedText> Names = Enum.GetValues<T>().ToFrozenDictionary(
        static value => value, static value => JsonEncodedText.Encode(JsonNamingPolicy.CamelCase.ConvertName(Enum.GetName(value)!)));

    public static JsonEncodedText Of(T value) => Names[value];
}
