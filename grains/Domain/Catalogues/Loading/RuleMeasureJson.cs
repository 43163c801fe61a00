using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CreditGate.Domain.Catalogues.Loading;

/// <summary>A measure of a rule is mostly just its code; an object where its effect or matters differ from the rule's.</summary>
internal sealed class RuleMeasureJson : JsonConverter<RuleMeasure>
{
    public override RuleMeasure Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return new RuleMeasure(reader.GetString()!, null, []);
        }

        var part = (RuleMeasurePart)JsonSerializer.Deserialize(ref reader, options.GetTypeInfo(typeof(RuleMeasurePart)))!;
        return new RuleMeasure(part.Code, part.Effect, part.Matters.IsDefault ? [] : part.Matters);
    }

    public override void Write(Utf8JsonWriter writer, RuleMeasure value, JsonSerializerOptions options) => writer.WriteStringValue(value.Code);
}

internal sealed record RuleMeasurePart(string Code, Effect? Effect = null, ImmutableArray<string> Matters = default);
