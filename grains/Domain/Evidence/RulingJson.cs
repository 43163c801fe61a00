using System.Text.Json;
using System.Text.Json.Serialization;
using CreditGate.Domain.Decisions;

namespace CreditGate.Domain.Evidence;

/// <summary>The ruling of a receipt, without which it is none.</summary>
internal sealed class RulingJson : JsonConverter<Ruling>
{
    public override Ruling Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize(ref reader, LedgerJson.Context.Ruling) ?? throw new JsonException("A receipt without a ruling.");

    public override void Write(Utf8JsonWriter writer, Ruling value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value, LedgerJson.Context.Ruling);
}
