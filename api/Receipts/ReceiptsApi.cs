using System.ComponentModel;
using CreditGate.Api.Auth;
using CreditGate.Api.Checks;
using CreditGate.Api.Docs;
using CreditGate.Api.Hosting;
using CreditGate.Api.Problems;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Evidence;
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
    CheckResponse Answer);

internal static class ReceiptsApi
{
    public static RouteGroupBuilder MapReceipts(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/receipts").WithTags("Receipts").RequireAuthorization();
        group.MapGet("/{id:guid}", GetAsync)
            .WithName("GetReceipt")
            .WithSummary("The evidence of one answer (查询凭证)")
            .WithDescription("Given to the organisation that asked, and to the platform's operator; to others it does not exist.")
            .ProducesAccessProblems().ProducesProblem(StatusCodes.Status404NotFound);
        return group;
    }

    private static async Task<Results<Ok<ReceiptResponse>, ProblemHttpResult>> GetAsync(
        [Description("Id of a receipt, as the answer gave it.")] Guid id, ReceiptWriter receipts, CheckText text, HttpContext context, CancellationToken cancellation)
    {
        var language = RequestLanguage.Of(context);
        var caller = Caller.Of(context);
        return await receipts.Find(id, cancellation) is { } receipt
            && (receipt.Organisation == caller.Organisation || caller.Organisation == Department.PlatformOperator)
            ? TypedResults.Ok(BodyOf(receipt, text.Of(receipt, language)))
            : Problem.Of(StatusCodes.Status404NotFound, ProblemTexts.NotFound, language);
    }

    private static ReceiptResponse BodyOf(Receipt receipt, CheckResponse answer) => new(
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
