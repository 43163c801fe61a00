using System.Reflection;
using System.Text.Json.Nodes;
using CreditGate.Api.Credentials;
using CreditGate.Api.Problems;
using CreditGate.Domain;
using CreditGate.Domain.Access;
using CreditGate.Domain.Cases;
using CreditGate.Domain.Workflows;
using Microsoft.OpenApi;

namespace CreditGate.Api.Docs;

/// <summary>What this API adds to the problems of RFC 9457.</summary>
internal static class ProblemSchema
{
    public static IEnumerable<Fault> All => [.. FaultsOf(typeof(ProblemTexts)), AccessFaults.Matter, AccessFaults.Subject, CredentialFaults.Revoked, CredentialFaults.Expired, CredentialFaults.LastOperator, .. Cases];

    /// <summary>Why a case is not opened, or a step in one not taken.</summary>
    public static IEnumerable<Fault> Cases =>
    [
        CaseDesk.NoCase,
        .. FaultsOf(typeof(CaseFaults)),
        Machine.NotYourPart,
        new Fault(Machine.WrongState, new("当前状态不能进行此操作。", "The case is in a state that does not take this step.")),
        .. Enum.GetNames<CaseKind>().SelectMany(static kind => WorkflowBook.Product[kind].Workflow.Transitions)
            .SelectMany(static transition => transition.Guards).Distinct().Order(StringComparer.Ordinal).Select(WorkflowBook.Product.Guard),
    ];

    private static IEnumerable<Fault> FaultsOf(Type texts) =>
        texts.GetFields(BindingFlags.Static | BindingFlags.Public).Select(static known => (Fault)known.GetValue(null)!);

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
