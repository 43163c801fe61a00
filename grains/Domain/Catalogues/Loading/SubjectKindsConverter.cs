using System.Text.Json;
using System.Text.Json.Serialization;

namespace CreditGate.Domain.Catalogues.Loading;

/// <summary>Subject kinds as the files write them: <c>["entity", "person"]</c>, at least one.</summary>
internal sealed class SubjectKindsConverter : JsonConverter<SubjectKinds>
{
    public override SubjectKinds Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var kinds = SubjectKinds.None;
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("Subject kinds are an array of \"entity\" and \"person\".");
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            kinds |= KindOf(ref reader);
        }

        return kinds == SubjectKinds.None ? throw new JsonException("Name at least one subject kind.") : kinds;
    }

    public override void Write(Utf8JsonWriter writer, SubjectKinds value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        if (value.HasFlag(SubjectKinds.Entity))
        {
            writer.WriteStringValue("entity"u8);
        }

        if (value.HasFlag(SubjectKinds.Person))
        {
            writer.WriteStringValue("person"u8);
        }

        writer.WriteEndArray();
    }

    private static SubjectKinds KindOf(ref Utf8JsonReader reader) => reader.TokenType != JsonTokenType.String
        ? throw new JsonException("A subject kind is \"entity\" or \"person\".")
        : reader.GetString() switch
        {
            "entity" => SubjectKinds.Entity,
            "person" => SubjectKinds.Person,
            var other => throw new JsonException($"\"{other}\" is no subject kind: write \"entity\" or \"person\"."),
        };
}
