using System.Text.Json;
using System.Text.Json.Serialization;
using CreditGate.Domain.Decisions;

namespace CreditGate.Domain.Evidence;

/// <summary>Writes a ruling once and keeps its bytes.</summary>
internal sealed class RulingJson : JsonConverter<Ruling>
{
    public override Ruling Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize(ref reader, LedgerJson.Context.Ruling) ?? throw new JsonException("A receipt without a ruling.");

    public override void Write(Utf8JsonWriter writer, Ruling value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Forms().Of(RulingForm.Evidence, value, Serialise), skipInputValidation: true);

    private static byte[] Serialise(Ruling ruling) => JsonSerializer.SerializeToUtf8Bytes(ruling, LedgerJson.Context.Ruling);
}
