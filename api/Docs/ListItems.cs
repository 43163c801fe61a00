using CreditGate.Api.Checks;
using CreditGate.Api.Coverage;
using CreditGate.Api.Previews;
using CreditGate.Api.Records;
using CreditGate.Domain.Intake;
using CreditGate.Domain.Intake.Coverage;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CreditGate.Api.Docs;

/// <summary>Rows and batch items are read one by one, so their types do not stand in the bodies that carry them: here they are named.</summary>
internal sealed class ListItems : IOpenApiDocumentTransformer
{
    /// <summary>The parts of a row, and the members that hold them.</summary>
    private static readonly (Type Part, string[] Members)[] Parts =
    [
        (typeof(SubjectRow), ["subject"]),
        (typeof(DisputeRow), ["dispute"]),
        (typeof(RepairRow), ["repair"]),
        (typeof(EndRow), ["removal", "withdrawal"]),
    ];

    public async Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        foreach (var type in Parts.Select(static part => part.Part).Append(typeof(RecordRow)).Append(typeof(DecidedCaseRow)))
        {
            if (!document.Components!.Schemas!.ContainsKey(type.Name))
            {
                document.AddComponent(type.Name, await context.GetOrCreateSchemaAsync(type, cancellationToken: cancellationToken));
            }
        }

        var row = Members(document, nameof(RecordRow));
        foreach (var (part, members) in Parts)
        {
            Array.ForEach(members, member => row[member] = new OpenApiSchemaReference(part.Name, document) { Description = row[member].Description });
        }

        NameItems(row, "linked", nameof(LinkedRow), document);
        NameItems(Members(document, nameof(RecordsBody)), "rows", nameof(RecordRow), document);
        var decided = Members(document, nameof(DecidedCaseRow));
        decided["subject"] = new OpenApiSchemaReference(nameof(SubjectRow), document) { Description = decided["subject"].Description };
        NameItems(Members(document, nameof(DecidedCasesBody)), "rows", nameof(DecidedCaseRow), document);
        NameItems(Members(document, nameof(PreviewBody)), "records", nameof(RecordRow), document);
        ((OpenApiSchema)Members(document, nameof(PreviewBody))["asOf"]).Type = JsonSchemaType.String;
        NameItems(Members(document, nameof(BatchBody)), "items", nameof(CheckRow), document);
        ((OpenApiSchema)Members(document, nameof(RecordsBody))["asOf"]).Type = JsonSchemaType.String;       // its reader is our own
    }

    private static IDictionary<string, IOpenApiSchema> Members(OpenApiDocument document, string schema) => document.Components!.Schemas![schema].Properties!;

    private static void NameItems(IDictionary<string, IOpenApiSchema> members, string list, string item, OpenApiDocument document) =>
        ((OpenApiSchema)members[list]).Items = new OpenApiSchemaReference(item, document);
}
