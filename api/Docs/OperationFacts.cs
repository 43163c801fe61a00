using CreditGate.Api.Auth;
using CreditGate.Api.Backups;
using CreditGate.Api.Catalogues;
using CreditGate.Api.Credentials;
using CreditGate.Api.Evidence;
using CreditGate.Api.Problems;
using CreditGate.Domain;
using CreditGate.Domain.Access;
using CreditGate.Domain.Cases;
using CreditGate.Domain.Feedback;
using CreditGate.Domain.Workflows;
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
        ["429"] = [ProblemTexts.OverShare, ProblemTexts.OverRate, ProblemTexts.OverMisses],
        ["500"] = [ProblemTexts.Internal],
        ["503"] = [ProblemTexts.Overloaded, ProblemTexts.CouldNotDecide],
    };

    /// <summary>Where an operation has codes of its own behind a status.</summary>
    private static readonly Dictionary<(string Operation, string Status), Fault[]> OwnCodes = new()
    {
        [("CheckBeforeAct", "403")] = [ProblemTexts.NotAllowed, AccessFaults.Matter, AccessFaults.Subject],
        [("GetSubject", "403")] = [ProblemTexts.NotAllowed, AccessFaults.Subject],
        [("GetTimeline", "403")] = [ProblemTexts.NotAllowed, AccessFaults.Subject],
        [("LookUpSubject", "403")] = [ProblemTexts.NotAllowed, AccessFaults.Subject],
        [("GetSubjectAsOf", "403")] = [ProblemTexts.NotAllowed, AccessFaults.Subject],
        [("RotateCredential", "409")] = [CredentialFaults.Revoked, CredentialFaults.Expired],
        [("RevokeCredential", "409")] = [CredentialFaults.LastOperator],
        [("CheckBeforeAct", "503")] = [ProblemTexts.Overloaded, ProblemTexts.CouldNotDecide, ProblemTexts.SpoolUnavailable, ProblemTexts.Behind],
        [("CheckBatch", "503")] = [ProblemTexts.Overloaded, ProblemTexts.CouldNotDecide, ProblemTexts.SpoolUnavailable],
        [("PushRecords", "503")] = [ProblemTexts.Overloaded, ProblemTexts.LedgerUnavailable],
        [("ReportDecidedCases", "503")] = [ProblemTexts.Overloaded, ProblemTexts.LedgerUnavailable],
        [("PushFile", "503")] = [ProblemTexts.Overloaded, ProblemTexts.LedgerUnavailable, ProblemTexts.UploadBroken],
        [("SubmitEdition", "409")] = [EditionFaults.IdTaken],
        [("PublishEdition", "409")] = [EditionFaults.NotSubmitted, EditionFaults.NotUsable, EditionFaults.IsPublished],
        [("MakeReport", "403")] = [ProblemTexts.NotAllowed, AccessFaults.Matter, AccessFaults.Subject],
        [("MakeReport", "409")] = [Reports.ReportFaults.Ambiguous, ProblemTexts.RequestIdReused],
        [("MakeReport", "503")] = [ProblemTexts.Overloaded, ProblemTexts.CouldNotDecide, ProblemTexts.SpoolUnavailable],
        [("PreviewEdition", "409")] = [Catalogues.Comparing.ComparisonFaults.Running],
        [("CancelEdition", "409")] = [EditionFaults.NotPublished, EditionFaults.Begins],
        [("RollBackEdition", "409")] = [EditionFaults.NothingBefore, EditionFaults.IdTaken],
        [("GetCatalogue", "400")] = [ProblemTexts.BadParameter],
        [("GetCatalogue", "404")] = [ProblemTexts.NoEdition],
        [("PushFile", "400")] = [ProblemTexts.UploadBroken],
        [("PushFile", "409")] = [ProblemTexts.UploadOffset, ProblemTexts.KeyReused],
        [("PushFile", "413")] = [ProblemTexts.UploadTooLarge],
        [("PushFile", "415")] = [ProblemTexts.NotRowFile],
        [("PushFile", "507")] = [ProblemTexts.UploadNoRoom],
        [("SubmitObjection", "403")] = [ProblemTexts.NotAllowed, Machine.NotYourPart],
        [("SubmitObjection", "409")] = [CaseFaults.IsOpen, CaseFaults.OfAnother, CaseFaults.RecordGone],
        [("ApplyForRepair", "403")] = [ProblemTexts.NotAllowed, Machine.NotYourPart],
        [("ApplyForRepair", "409")] = [CaseFaults.IsOpen, CaseFaults.OfAnother, CaseFaults.RecordGone, CaseFaults.NotRepairable],
        [("TakeObjectionStep", "403")] = [ProblemTexts.NotAllowed, Machine.NotYourPart],
        [("TakeObjectionStep", "404")] = [CaseDesk.NoCase],
        [("TakeObjectionStep", "409")] = [.. Guards(CaseKind.Objection), CaseFaults.NoRestoration],
        [("TakeRepairStep", "403")] = [ProblemTexts.NotAllowed, Machine.NotYourPart],
        [("TakeRepairStep", "404")] = [CaseDesk.NoCase],
        [("GetRepairNotice", "400")] = [ProblemTexts.BadParameter],
        [("GetRepairNotice", "404")] = [CaseFaults.NoRecord],
        [("TakeRepairStep", "409")] = [.. Guards(CaseKind.Repair), CaseFaults.NoExtension, CaseFaults.NoShield, CaseFaults.NotItsMeasure, WorkflowBook.Product.Guard("court-ruling-shown")],
        [("InitiateAction", "403")] = [ProblemTexts.NotAllowed, Machine.NotYourPart],
        [("InitiateAction", "409")] = [CaseFaults.IsOpen, CaseFaults.OfAnother, WorkflowBook.Product.Guard("targets-published"), WorkflowBook.Product.Guard("measure-has-basis")],
        [("TakeActionStep", "403")] = [ProblemTexts.NotAllowed, Machine.NotYourPart],
        [("TakeActionStep", "404")] = [CaseDesk.NoCase],
        [("TakeActionStep", "409")] = [.. Guards(CaseKind.JointAction)],
        [("AcceptWithPromise", "403")] = [Machine.NotYourPart],
        [("AcceptWithPromise", "409")] = [CaseFaults.NoTolerance, CaseFaults.PromisePeriod, .. ((string[])["essentials-present", "promise-with-deadline", "exemplar-or-clean"]).Select(WorkflowBook.Product.Guard)],
        [("TakeCommitmentStep", "403")] = [Machine.NotYourPart],
        [("TakeCommitmentStep", "404")] = [CaseDesk.NoCase],
        [("TakeCommitmentStep", "409")] = [.. Guards(CaseKind.ToleranceAcceptance), CaseFaults.NotPromised],
        [("ProposeListing", "403")] = [AccessFaults.Subject, AccessFaults.List, Machine.NotYourPart],
        [("ProposeListing", "409")] = [CaseFaults.IsListed, CaseFaults.IsOpen, CaseFaults.NotForKind, CaseFaults.NeedsTerm],
        [("TakeListingStep", "403")] = [ProblemTexts.NotAllowed, Machine.NotYourPart],
        [("TakeListingStep", "404")] = [CaseDesk.NoCase],
        [("TakeListingStep", "409")] = [CaseFaults.IsListed, .. ((string[])["subject-told", "defence-heard", "basis-present", "no-opposite-list", "reason-given"]).Select(WorkflowBook.Product.Guard)],
        [("GetListing", "404")] = [CaseDesk.NoCase],
        [("GetCommitment", "404")] = [CaseDesk.NoCase],
        [("GiveFeedback", "403")] = [Machine.NotYourPart],
        [("GiveFeedback", "409")] = [CheckDesk.GivenDifferently, WorkflowBook.Product.Guard("advice-given")],
        [("GetAction", "404")] = [CaseDesk.NoCase],
        [("GetObjection", "404")] = [CaseDesk.NoCase],
        [("GetRepair", "404")] = [CaseDesk.NoCase],
        [("GetRestoration", "404")] = [CaseDesk.NoCase],
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
    };

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.Description.RelativePath?.StartsWith("v1/", StringComparison.Ordinal) is not true)
        {
            operation.Security = [];        // no key is asked for
            return Task.CompletedTask;
        }

        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<Rule>().LastOrDefault() is { } rule)
        {
            operation.Security = [.. Scopes.In(rule.AnyOf).Select(scope => new OpenApiSecurityRequirement
            {
                [new OpenApiSecuritySchemeReference(ApiKeyHandler.Scheme, context.Document)] = [ScopeNames.Of(scope)],
            })];
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

    /// <summary>A step out of turn, and every guard of the workflow.</summary>
    private static IEnumerable<Fault> Guards(CaseKind kind) =>
    [
        new Fault(Machine.WrongState, new("", "")),
        .. WorkflowBook.Product[kind.ToString()].Workflow.Transitions.SelectMany(static transition => transition.Guards).Distinct().Select(WorkflowBook.Product.Guard),
    ];

    private static Fault[]? CodesOf(OpenApiOperation operation, string status) =>
        OwnCodes.TryGetValue((operation.OperationId ?? "", status), out var own) ? own : Codes.GetValueOrDefault(status);
}
