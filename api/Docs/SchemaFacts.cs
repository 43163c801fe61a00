using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CreditGate.Api.Docs;

/// <summary>What the types do not say by themselves: what input must hold, and that output leaves out what is empty and may grow.</summary>
internal sealed class SchemaFacts : IOpenApiDocumentTransformer
{
    /// <summary>Members without which input is refused. Types not named here are output.</summary>
    private static readonly Dictionary<string, string[]> Required = new()
    {
        ["CheckRow"] = ["subject", "matter"],
        ["PreviewBody"] = ["subject", "matter"],
        ["NewEditionBody"] = ["id", "name"],
        ["PublishBody"] = ["startsAt"],
        ["RollBackBody"] = ["id"],
        ["BatchBody"] = ["items"],
        ["RecordsBody"] = ["rows"],
        ["RecordRow"] = ["kind", "subject", "number", "decidedOn"],
        ["SubjectRow"] = [],
        ["PersonRow"] = ["name", "idNumber"],
        ["LinkedRow"] = ["role"],
        ["DisputeRow"] = ["objection", "receivedOn"],
        ["RepairRow"] = ["case", "decidedOn"],
        ["EndRow"] = ["on"],
        ["NewCredentialBody"] = ["organisation"],
        ["HeartbeatBody"] = [],
        ["RecordRefRow"] = ["source", "kind", "number"],
        ["MaterialRow"] = ["kind", "reference", "sha256"],
        ["ObjectionRow"] = ["subject", "record"],
        ["RepairApplicationRow"] = ["subject", "record"],
        ["ActionRow"] = ["subject", "record"],
        ["StepBody"] = ["step"],
        ["DecidedCasesBody"] = ["rows"],
        ["DecidedCaseRow"] = ["matter", "businessNumber", "subject", "decidedAt", "decision"],
        ["ReplayPeriodBody"] = ["from"],
    };

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        foreach (var (name, schema) in document.Components!.Schemas!)
        {
            if (schema is OpenApiSchema { Properties: not null } known)
            {
                Describe(known, Required.GetValueOrDefault(name));
            }
        }

        ProblemSchema.Complete((OpenApiSchema)document.Components.Schemas["ProblemDetails"], document);
        return Task.CompletedTask;
    }

    /// <summary>Null is never sent and never needed: an absent member says the same.</summary>
    private static void Describe(OpenApiSchema schema, string[]? required)
    {
        foreach (var (name, property) in schema.Properties!.ToArray())
        {
            if (IsNullable(property))
            {
                schema.Required?.Remove(name);
                schema.Properties![name] = WithoutNull(property);
            }
        }

        if (required is null)
        {
            schema.AdditionalPropertiesAllowed = true;      // members are only ever added
        }
        else
        {
            schema.Required = new SortedSet<string>(required, StringComparer.Ordinal);
        }
    }

    private static bool IsNullable(IOpenApiSchema schema) =>
        schema.Type?.HasFlag(JsonSchemaType.Null) is true || schema.OneOf?.Any(static choice => choice.Type == JsonSchemaType.Null) is true;

    private static IOpenApiSchema WithoutNull(IOpenApiSchema schema)
    {
        if (schema.OneOf?.FirstOrDefault(static choice => choice.Type != JsonSchemaType.Null) is { } only)
        {
            return only;
        }

        ((OpenApiSchema)schema).Type &= ~JsonSchemaType.Null;
        return schema;
    }
}
