using System.Collections.Immutable;
using System.ComponentModel;
using CreditGate.Actors.Evidence;
using CreditGate.Api.Auth;
using CreditGate.Api.Checks;
using CreditGate.Api.Docs;
using CreditGate.Api.Evidence;
using CreditGate.Api.Explanations;
using CreditGate.Api.Hosting;
using CreditGate.Api.Problems;
using CreditGate.Api.Subjects;
using CreditGate.Domain.Access;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Decisions.Explaining;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditGate.Api.Receipts;

/// <param name="From">First instant (inclusive), with its offset.</param>
/// <param name="To">End (exclusive); now when left out.</param>
internal sealed record ReplayPeriodBody(DateTimeOffset? From, DateTimeOffset? To);

/// <summary>An answer recomputed from the ledger.</summary>
/// <param name="Same">Whether it comes out as it was given.</param>
/// <param name="Differences">Paths of what the receipt says otherwise.</param>
/// <param name="EditionGrew">The edition's data has another digest than then, such as for a calendar year that was added.</param>
/// <param name="Now">What is decided today on what was known then, in the form of the answer; explained when asked for.</param>
internal sealed record ReplayResponse(Guid Receipt, bool Same, ImmutableArray<string> Differences, bool EditionGrew, string DeciderVersion, CheckResponse Now);

internal static class ReplayApi
{
    public static void MapReplay(this IEndpointRouteBuilder routes)
    {
        routes.MapGroup("/v1/receipts").WithTags("Receipts").Needs(Scope.Check | Scope.Audit).MapPost("/{id:guid}/replay", OneAsync)
            .WithName("ReplayReceipt").WithSummary("Recompute an answer from what was known then (重算)")
            .WithDescription("From the ledger at the receipt's version, under its edition and for its instant; later corrections play no part. How fresh the sources were is taken from the receipt.")
            .ProducesAccessProblems().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status410Gone);
        var group = routes.MapGroup("/v1/evidence/replays").WithTags("Evidence").Needs(Scope.Audit);
        group.MapPost("/", Start)
            .WithName("ReplayReceipts").WithSummary("Recompute all answers of a period")
            .WithDescription("Runs on the node that answers, one at a time; its progress is read there, and gone with the node.")
            .ProducesInputProblems().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status409Conflict);
        group.MapGet("/{id:guid}", Get)
            .WithName("GetReplay").WithSummary("How far a replay is, and which receipts differ")
            .ProducesAccessProblems().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<ReplayResponse>, ProblemHttpResult>> OneAsync(
        [Description("Id of a receipt.")] Guid id, [Description("Whether to say step by step why.")] bool? explain,
        ReceiptWriter receipts, Replayer replayer, Catalogue catalogue, CheckText text, PersonViews views, HttpContext context, CancellationToken cancellation)
    {
        var language = RequestLanguage.Of(context);
        var caller = Caller.Of(context);
        if (await receipts.Find(id, cancellation) is not { } receipt || !caller.MaySee(receipt))
        {
            return Problem.Of(StatusCodes.Status404NotFound, ProblemTexts.NotFound, language);
        }

        await views.NoteReceipt(receipt, "replay", caller);
        var trace = explain is true ? new Trace() : null;
        return await replayer.One(receipt, cancellation, trace) is { } replayed && catalogue.Find(receipt.Edition) is { } edition
            ? TypedResults.Ok(new ReplayResponse(
                id, replayed.IsSame, replayed.Differences, edition.Digest != receipt.EditionDigest, Decider.Version,
                text.Of(receipt with { Ruling = replayed.Now }, language, caller) with { Explanation = trace is null ? null : ExplanationText.Of(Explainer.StepsFor(trace, receipt, edition, caller), edition, caller, language) }))
            : Problem.Of(StatusCodes.Status409Conflict, EvidenceFaults.EditionGone, language);
    }

    private static Results<Ok<ReplayBody>, ProblemHttpResult> Start(ReplayPeriodBody body, ReplayDesk desk, HttpContext context, Domain.PlatformClock clock)
    {
        var language = RequestLanguage.Of(context);
        var to = body.To ?? clock.GetUtcNow();
        if (body.From is not { } from || from >= to)
        {
            return Problem.Invalid([EvidenceFaults.NoPeriod], language);
        }

        return desk.Start(from, to) is { } job
            ? TypedResults.Ok(job.Read())
            : Problem.Of(StatusCodes.Status409Conflict, EvidenceFaults.ReplayRunning, language);
    }

    private static Results<Ok<ReplayBody>, ProblemHttpResult> Get([Description("Id of the replay.")] Guid id, ReplayDesk desk, HttpContext context) =>
        desk.Find(id) is { } job ? TypedResults.Ok(job.Read()) : Problem.Of(StatusCodes.Status404NotFound, ProblemTexts.NotFound, RequestLanguage.Of(context));
}
