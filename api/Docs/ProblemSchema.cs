using System.Reflection;
using System.Text.Json.Nodes;
using CreditGate.Api.Problems;
using CreditGate.Domain;
using Microsoft.OpenApi;

namespace CreditGate.Api.Docs;

/// <summary>What this API adds to the problems of RFC 9457.</summary>
internal static class ProblemSchema
{
    public static IEnumerable<Fault> All =>
        typeof(ProblemTexts).GetFields(BindingFlags.Static | BindingFlags.Public).Select(static known => (Fault)known.GetValue(null)!);

    public static void Complete(OpenApiSchema schema, OpenApiDocument document)
    {
        schema.Description = "A problem (RFC 9457). Decide by code; title is for people, in the language of the request. No text repeats an ID number.";
        schema.Required = new SortedSet<string>(["type", "title", "status", "code"], StringComparer.Ordinal);
        schema.Properties!.Remove("detail");
        schema.Properties.Remove("instance");
        schema.Properties["code"] = new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Description = "Stable. " + string.Join(" ", All.Select(static fault => $"{fault.Code}: {fault.Text.En}")),
            Enum = [.. All.Select(static fault => (JsonNode)fault.Code)],
        };
        schema.Properties["traceId"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "For the operator: finds the request in logs and traces." };
        schema.Properties["faults"] = new OpenApiSchema
        {
            Type = JsonSchemaType.Array,
            Items = new OpenApiSchemaReference(nameof(FaultBody), document),
            Description = "The fields to mend, as far as they are known.",
        };
    }
}
