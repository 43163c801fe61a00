using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using CreditGate.Domain;
using CreditGate.Domain.Intake;

namespace CreditGate.Actors.Pushes;

/// <summary>What a rejected line is kept with, before it is encrypted. Members are only ever added.</summary>
public static class LineFaults
{
    public static byte[] ToPayload(ImmutableArray<FieldFault> faults) => JsonSerializer.SerializeToUtf8Bytes(
        [.. faults.Select(static fault => new KeptFault(fault.Field, fault.Fault.Code, fault.Fault.Text.Zh, fault.Fault.Text.En))],
        LineJson.Default.KeptFaultArray);

    /// <exception cref="InvalidDataException">These are not the faults of a line.</exception>
    public static ImmutableArray<FieldFault> Read(ReadOnlySpan<byte> payload) =>
        [.. LineJson.Read(payload, LineJson.Default.KeptFaultArray).Select(static kept => new FieldFault(kept.Field, new Fault(kept.Code, new LocalText(kept.Zh, kept.En))))];
}

internal sealed record KeptFault(string Field, string Code, string Zh, string En);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(KeptFault[]))]
[JsonSerializable(typeof(LateLine))]
internal sealed partial class LineJson : JsonSerializerContext
{
    public static T Read<T>(ReadOnlySpan<byte> payload, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(payload, type) ?? throw new InvalidDataException("A line of a push is kept without its content.");
        }
        catch (JsonException malformed)
        {
            throw new InvalidDataException("A line of a push is not kept in a known form.", malformed);
        }
    }
}
