using CreditGate.Api.Auth;
using CreditGate.Api.Hosting;
using CreditGate.Domain.Cases;
using CreditGate.Domain.Intake.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditGate.Api.Cases;

internal static class CommitmentsApi
{
    private static readonly CaseTexts Texts = new(CaseKind.ToleranceAcceptance, "commitments", "Commitments", "TA")
    {
        Open = new(
            "AcceptWithPromise",
            "Accept an application with documents missing, against a written promise (容缺受理)",
            "For exemplars and subjects with three clean years, in matters that offer it, and never for an essential document (要件). "
            + "The promise is an open commitment that every later check shows; its last day may lie at most 20 working days ahead. "
            + "The department is reminded three working days before. If documents are still missing after the last day, the breach is entered as the department's own record."),
        List = new(
            "ListCommitments",
            "Promises that the caller accepted or pushed",
            "A commitment record that was pushed with a last day (dueOn) stands here too, with pushed: true, and is reminded of in the same way; pushed again as fulfilled, breached or withdrawn, it is closed. "
            + "Late, it is told of once as overdue and stays open until its department pushes what became of it."),
        Get = new("GetCommitment", "One promise with its documents"),
        Step = new(
            "TakeCommitmentStep",
            "Documents came in, or a breached promise is closed",
            "supplyDocuments: those that are named, or all. With the last one the promise is fulfilled and the case closed. close: by the operator, of a breached one."),
    };

    public static void MapCommitments(this IEndpointRouteBuilder routes) => routes.MapCases(Texts, AcceptAsync);

    private static Task<Results<Ok<CaseBody>, ProblemHttpResult>> AcceptAsync(ToleranceRow body, CaseService cases, HttpContext context, CancellationToken cancellation) =>
        cases.Open(Texts.Prefix, reader => reader.Read(body), Caller.Of(context), RequestLanguage.Of(context), cancellation);
}
