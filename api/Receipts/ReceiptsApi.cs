using System.ComponentModel;
using System.Text.Json;
using CreditGate.Api.Auth;
using CreditGate.Api.Checks;
using CreditGate.Api.Docs;
using CreditGate.Api.Evidence;
using CreditGate.Api.Feedback;
using CreditGate.Api.Hosting;
using CreditGate.Api.Problems;
using CreditGate.Api.Subjects;
using CreditGate.Domain.Access;
using CreditGate.Domain.Evidence;
using CreditGate.Domain.Intake;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditGate.Api.Receipts;

/// <summary>A receipt: the answer as it was given, and what it was decided on.</summary>
/// <param name="SubjectVersion">With edition and instant, enough to decide again.</param>
/// <param name="EditionDigest">SHA-256 of the edition's data.</param>
internal sealed record ReceiptResponse(
    Guid Id,
    string Organisation,
    string Credential,
    string Matter,
    string? BusinessNumber,
    string? Purpose,
    string? RequestId,
    long SubjectVersion,
    string Edition,
    string EditionDigest,
    string DeciderVersion,
    Consistency Consistency,
    CheckResponse Answer)
{
    /// <summary>What the answer asks to be fed back, and what was; not part of the evidence of the answer, which stays as it was given.</summary>
    public FeedbackResponse? Feedback { get; init; }

    public static ReceiptResponse Of(Receipt receipt, CheckResponse answer) => new(
        receipt.Id,
        receipt.Organisation,
        receipt.Credential,
        receipt.Matter,
        receipt.BusinessNumber,
        receipt.Purpose,
        receipt.RequestId,
        receipt.SubjectVersion,
        receipt.Edition,
        receipt.EditionDigest,
        receipt.DeciderVersion,
        receipt.Consistency,
        answer);
}

internal static class ReceiptsApi
{
    public static RouteGroupBuilder MapReceipts(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/receipts").WithTags("Receipts").Needs(Scope.Check | Scope.Audit);
        group.MapGet("/{id:guid}", GetAsync)
            .WithName("GetReceipt")
            .WithSummary("The evidence of one answer (查询凭证)")
            .WithDescription("Given to the organisation that asked, and to the platform's operator; to others it does not exist.")
            .ProducesAccessProblems().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status410Gone);
        group.MapPost("/verify", VerifyAsync)
            .WithName("VerifyReceipt")
            .WithSummary("Is this receipt genuine? (凭证核验)")
            .WithDescription("Takes an answer or a receipt as its holder kept it, whole, in either language. Says whether it is genuine, altered (and which fields), or unknown to the service or to the caller. "
                + "Members may be in any order; empty ones may be missing.")
            .ProducesInputProblems();
        return group;
    }

    private static async Task<Results<Ok<VerdictResponse>, ProblemHttpResult>> VerifyAsync(
        JsonElement body, ReceiptVerifier verifier, HttpContext context, CancellationToken cancellation) =>
        !WholeJson.Is(body) ? Problem.Of(StatusCodes.Status400BadRequest, ProblemTexts.NotJson, RequestLanguage.Of(context))
        : ReceiptVerifier.IdOf(body) is { } id ? TypedResults.Ok(await verifier.Verify(body, id, Caller.Of(context), cancellation))
        : Problem.Invalid([EvidenceFaults.NoReceiptId], RequestLanguage.Of(context));

    private static async Task<Results<Ok<ReceiptResponse>, ProblemHttpResult>> GetAsync(
        [Description("Id of a receipt, as the answer gave it.")] Guid id, FeedbackService feedback, CheckText text, FeedbackText said, PersonViews views, HttpContext context, CancellationToken cancellation)
    {
        var language = RequestLanguage.Of(context);
        var caller = Caller.Of(context);
        if (await feedback.Find(id, caller, cancellation) is not { Receipt: { } receipt } found)
        {
            return Problem.Of(StatusCodes.Status404NotFound, ProblemTexts.NotFound, language);
        }

        await views.NoteReceipt(receipt, "receipt", caller);
        return TypedResults.Ok(ReceiptResponse.Of(receipt, text.Of(receipt, language, caller)) with { Feedback = said.Of(receipt, found.Task, found.Given, language) });
    }
}
