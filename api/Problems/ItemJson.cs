using System.Collections.Immutable;
using System.Text.Json;
using CreditGate.Api.Hosting;
using CreditGate.Domain.Intake;

namespace CreditGate.Api.Problems;

/// <summary>Reads the JSON of one item among many, so that one of the wrong shape rejects itself and no other.</summary>
internal static class ItemJson
{
    public static (T? Item, ImmutableArray<FieldFault> Faults) Read<T>(JsonElement element)
        where T : class
    {
        try
        {
            return element.ValueKind == JsonValueKind.Object ? (element.Deserialize<T>(ApiJson.Options), []) : (null, [WrongShape("")]);
        }
        catch (JsonException malformed)
        {
            return (null, [WrongShape(JsonPath.Field(malformed.Path ?? ""))]);
        }
    }

    private static FieldFault WrongShape(string field) => new(field, ProblemTexts.WrongShape);
}
