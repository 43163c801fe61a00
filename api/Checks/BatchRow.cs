using System.Text.Json;
using System.Text.Json.Serialization;
using CreditGate.Domain.Intake;

namespace CreditGate.Api.Checks;

/// <summary>One check of a batch as it was sent: read, when it is plain; otherwise as it stands, so that what is wrong with it stays with it.</summary>
/// <param name="Plain">Null for one that is unusual, or no check at all.</param>
/// <param name="Whole">Set when <paramref name="Plain"/> is not.</param>
[JsonConverter(typeof(BatchRowReader))]
internal readonly record struct BatchRow(CheckRow? Plain, JsonElement Whole);

internal sealed class BatchRowReader : JsonConverter<BatchRow>
{
    public override BatchRow Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => PlainCheck.TryRead(ref reader, out var row)
        ? new BatchRow(row, default)
        : new BatchRow(null, ((JsonConverter<JsonElement>)options.GetConverter(typeof(JsonElement))).Read(ref reader, typeof(JsonElement), options));

    public override void Write(Utf8JsonWriter writer, BatchRow value, JsonSerializerOptions options) => throw new NotSupportedException("Batches are read only.");
}
