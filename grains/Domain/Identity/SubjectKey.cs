using System.Text.Json;
using System.Text.Json.Serialization;
using CreditGate.Domain.Catalogues;

namespace CreditGate.Domain.Identity;

/// <summary>Identity of a credit subject: an entity's USCC, or a person's random id ("p-" and 32 hex digits).</summary>
[JsonConverter(typeof(SubjectKeyJson))]
public readonly record struct SubjectKey
{
    private const string PersonPrefix = "p-";

    private SubjectKey(string value) => Value = value;

    public string Value { get; }

    public SubjectKinds Kind => Value.StartsWith(PersonPrefix, StringComparison.Ordinal) ? SubjectKinds.Person : SubjectKinds.Entity;

    public static SubjectKey Of(Uscc uscc) => new(uscc.Value);

    public static SubjectKey OfPerson(Guid id) => new($"{PersonPrefix}{id:N}");

    /// <summary>Reads a key that this product wrote earlier; false for anything else.</summary>
    public static bool TryParse(string? text, out SubjectKey key)
    {
        if (text is not null && text.StartsWith(PersonPrefix, StringComparison.Ordinal) && Guid.TryParseExact(text.AsSpan(PersonPrefix.Length), "N", out var id))
        {
            key = OfPerson(id);
            return true;
        }

        if (Uscc.Parse(text) is { Value: { } uscc } && uscc.Value == text)
        {
            key = Of(uscc);
            return true;
        }

        key = default;
        return false;
    }

    public override string ToString() => Value;
}

internal sealed class SubjectKeyJson : JsonConverter<SubjectKey>
{
    public override SubjectKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        SubjectKey.TryParse(reader.GetString(), out var key) ? key : throw new JsonException("Not a subject key.");

    public override void Write(Utf8JsonWriter writer, SubjectKey value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
