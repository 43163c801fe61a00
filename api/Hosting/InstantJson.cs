using System.Text.Json;
using System.Text.Json.Serialization;
using CreditGate.Domain.Calendars;

namespace CreditGate.Api.Hosting;

/// <summary>An instant with its offset from UTC. Without one it would mean whatever zone the server happens to stand in, so it is refused.</summary>
internal sealed class InstantJson : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
        && reader.GetString() is [.., 'Z' or 'z'] or [.., '+' or '-', _, _, ':', _, _]
        && reader.TryGetDateTimeOffset(out var instant) && LegalTime.Covers(instant)
            ? instant
            : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
