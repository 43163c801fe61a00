using CreditGate.Api.Backups;
using CreditGate.Api.Evidence;
using CreditGate.Api.Problems;
using CreditGate.Domain;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CreditGate.Api.Docs;

/// <summary>What operations have in common: the language header, and which problem codes stand behind which status.</summary>
internal sealed class OperationFacts : IOpenApiOperationTransformer
{
    private static readonly Dictionary<string, Fault[]> Codes = new()
    {
        ["400"] = [ProblemTexts.NotJson],
        ["401"] = [ProblemTexts.NoKey],
        ["403"] = [ProblemTexts.NotAllowed],
        ["404"] = [ProblemTexts.NotFound],
        ["410"] = [ProblemTexts.PushExpired],
        ["409"] = [ProblemTexts.RequestIdReused],
        ["413"] = [ProblemTexts.TooLarge],
        ["415"] = [ProblemTexts.NotJsonType],
        ["422"] = [ProblemTexts.Validation],
        ["500"] = [ProblemTexts.Internal],
        ["503"] = [ProblemTexts.CouldNotDecide, ProblemTexts.SpoolUnavailable, ProblemTexts.Behind],
    };

    /// <summary>Where an operation has codes of its own behind a status.</summary>
    private static readonly Dictionary<(string Operation, string Status), Fault[]> OwnCodes = new()
    {
        [("GetCatalogue", "400")] = [ProblemTexts.BadParameter],
        [("GetCatalogue", "404")] = [ProblemTexts.NoEdition],
        [("PushFile", "400")] = [ProblemTexts.UploadBroken],
        [("PushFile", "409")] = [ProblemTexts.UploadOffset, ProblemTexts.KeyReused],
        [("PushFile", "413")] = [ProblemTexts.UploadTooLarge],
        [("PushFile", "415")] = [ProblemTexts.NotRowFile],
        [("PushFile", "507")] = [ProblemTexts.UploadNoRoom],
        [("CancelPush", "409")] = [ProblemTexts.PushEnded],
        [("GetSubjectAsOf", "400")] = [ProblemTexts.BadParameter],
        [("GetSubjectAsOf", "404")] = [ProblemTexts.NotFound, ProblemTexts.NoEdition],
        [("ReplayReceipt", "409")] = [EvidenceFaults.EditionGone],
        [("ReplayReceipts", "409")] = [EvidenceFaults.ReplayRunning],
        [("GetInclusionProof", "400")] = [ProblemTexts.BadParameter],
        [("GetInclusionProof", "409")] = [EvidenceFaults.NotSealed],
        [("GetConsistencyProof", "400")] = [ProblemTexts.BadParameter],
        [("ListCheckpoints", "400")] = [ProblemTexts.BadParameter],
        [("MakeBackup", "409")] = [BackupFaults.Running, BackupFaults.Elsewhere],
        [("MakeBackup", "503")] = [BackupFaults.Failed],
        [("ListChanges", "400")] = [ProblemTexts.BadCursor, ProblemTexts.BadParameter],
        [("ListChanges", "409")] = [ProblemTexts.CursorAhead],
        [("ListChanges", "410")] = [ProblemTexts.CursorExpired],
        [("ListChanges", "503")] = [ProblemTexts.CouldNotDecide],
    };

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.Description.RelativePath?.StartsWith("v1/", StringComparison.Ordinal) is not true)
        {
            operation.Security = [];        // no key is asked for
            return Task.CompletedTask;
        }

        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = "Accept-Language",
            In = ParameterLocation.Header,
            Description = "zh-CN (default) or en: language of names, texts and problem titles. Codes are the same in both.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        });
        foreach (var (status, response) in operation.Responses!)
        {
            if (CodesOf(operation, status) is { } codes)
            {
                response.Description = "code: " + string.Join(", ", codes.Select(static fault => fault.Code));
            }
        }

        return Task.CompletedTask;
    }

    private static Fault[]? CodesOf(OpenApiOperation operation, string status) =>
        OwnCodes.TryGetValue((operation.OperationId ?? "", status), out var own) ? own : Codes.GetValueOrDefault(status);
}
