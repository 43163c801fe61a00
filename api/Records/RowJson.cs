using System.Collections.Immutable;
using System.Text.Json;
using CreditGate.Api.Hosting;
using CreditGate.Domain;
using CreditGate.Domain.Intake;

namespace CreditGate.Api.Records;

/// <summary>Reads the JSON of one row, so that one row of the wrong shape rejects itself and no other.</summary>
internal static class RowJson
{
    public static (RecordRow? Row, ImmutableArray<FieldFault> Faults) Read(JsonElement element)
    {
        try
        {
            return element.ValueKind == JsonValueKind.Object ? (element.Deserialize<RecordRow>(ApiJson.Options), []) : (null, [Wrong("")]);
        }
        catch (JsonException malformed)
        {
            return (null, [Wrong(malformed.Path?.TrimStart('$', '.') ?? "")]);
        }
    }

    private static FieldFault Wrong(string field) => new(field, new Fault("wrong-shape", new(
        "该行或该字段的类型不对，或字段名不存在。", "The row or this field has the wrong type, or no field has this name.")));
}
