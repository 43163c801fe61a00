using System.ComponentModel;
using CreditGate.Api.Auth;
using CreditGate.Api.Docs;
using CreditGate.Api.Hosting;
using CreditGate.Api.Problems;
using CreditGate.Api.Subjects;
using CreditGate.Domain.Access;
using CreditGate.Silo.Evidence;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditGate.Api.Evidence;

/// <summary>The log over receipts and events, for whoever wants to check it.</summary>
internal static class EvidenceApi
{
    private const int MostCheckpoints = 1_000;

    public static RouteGroupBuilder MapEvidence(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/evidence").WithTags("Evidence").Needs(Scope.Check | Scope.Audit);
        group.MapGet("/keys", Keys)
            .WithName("ListEvidenceKeys").WithSummary("Public keys of the checkpoints' signatures")
            .WithDescription("Keep them apart from the database: whoever can exchange both can sign another history. In a cluster, of the node that answers.")
            .ProducesAccessProblems();
        group.MapGet("/checkpoints", CheckpointsAsync)
            .WithName("ListCheckpoints").WithSummary("Signed checkpoints of the evidence log (检查点), smallest first")
            .WithDescription("A checkpoint signs the whole log at one size: RFC 9162 Merkle tree, C2SP signed note. One is made within a minute of anything new.")
            .ProducesAccessProblems().ProducesProblem(StatusCodes.Status400BadRequest);
        group.MapGet("/proofs", InclusionAsync)
            .WithName("GetInclusionProof").WithSummary("Proof that a receipt, an event, feedback or a declaration is in the log")
            .WithDescription("Of a receipt, feedback and a reported case it is given to the organisation whose they are and to the platform's operator, with the bytes it was made of, unless these hold what it is not told (scenes, risk classes); of acts about editions to everybody.")
            .ProducesAccessProblems().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapGet("/proofs/consistency", ConsistencyAsync)
            .WithName("GetConsistencyProof").WithSummary("Proof that one checkpoint's log is the beginning of another's")
            .ProducesAccessProblems().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        return group;
    }

    private static Ok<KeysResponse> Keys(SigningKeys keys) => TypedResults.Ok(new KeysResponse([.. keys.All().Select(KeyBody.From)]));

    private static async Task<Ok<CheckpointsResponse>> CheckpointsAsync(
        [Description("Only checkpoints of a larger size; 0 when left out.")] long? after,
        [Description("Most of them, 1 to 1000; 100 when left out.")] int? limit,
        EvidenceLog log, CancellationToken cancellation)
    {
        var atMost = Math.Clamp(limit ?? 100, 1, MostCheckpoints);
        var found = await log.Checkpoints(Math.Max(after ?? 0, 0), atMost, cancellation);
        return TypedResults.Ok(new CheckpointsResponse([.. found.Select(CheckpointBody.From)], found.Count == atMost ? found[^1].Size : null));
    }

    private static async Task<Results<Ok<InclusionResponse>, ProblemHttpResult>> InclusionAsync(
        [AsParameters] ProofTarget target,
        [Description("Size of the checkpoint to prove against; the newest when left out.")] long? size,
        EvidenceLog log, PersonViews views, HttpContext context, CancellationToken cancellation)
    {
        var language = RequestLanguage.Of(context);
        if (!target.IsOne)
        {
            return Problem.Invalid([EvidenceFaults.OneOf], language);
        }

        if (await log.Find(target, cancellation) is not { } row || !await row.IsFor(Caller.Of(context)))
        {
            return Problem.Of(StatusCodes.Status404NotFound, ProblemTexts.NotFound, language);
        }

        var checkpoint = await log.Checkpoint(size, cancellation);
        if (checkpoint is null && size is not null)
        {
            return Problem.Invalid([EvidenceFaults.NotACheckpoint("size")], language);
        }

        if (checkpoint is null || await log.IndexOf(row.Entry, cancellation) is not { } index || index >= checkpoint.Size)
        {
            return Problem.Of(StatusCodes.Status409Conflict, EvidenceFaults.NotSealed, language);
        }

        if (row.Receipt is { } receipt && !row.IsVeiled(Caller.Of(context)))
        {
            await views.NoteReceipt(receipt, "proof", Caller.Of(context));
        }

        return TypedResults.Ok(new InclusionResponse(
            EntryBody.From(row.Entry), index, CheckpointBody.From(checkpoint), await log.Inclusion(index, checkpoint.Size),
            Told(row, row.Salt, context), Told(row, row.Payload, context)));
    }

    private static string? Told(ProvenRow row, byte[]? bytes, HttpContext context) => bytes is null || row.IsVeiled(Caller.Of(context)) ? null : Convert.ToBase64String(bytes);

    private static async Task<Results<Ok<ConsistencyResponse>, ProblemHttpResult>> ConsistencyAsync(
        [Description("Size of the earlier checkpoint.")] long from,
        [Description("Size of the later checkpoint; the newest when left out.")] long? to,
        EvidenceLog log, HttpContext context, CancellationToken cancellation)
    {
        var language = RequestLanguage.Of(context);
        if (await log.Checkpoint(from, cancellation) is not { } first)
        {
            return Problem.Invalid([EvidenceFaults.NotACheckpoint("from")], language);
        }

        return await log.Checkpoint(to, cancellation) is { } second && second.Size >= first.Size
            ? TypedResults.Ok(new ConsistencyResponse(CheckpointBody.From(first), CheckpointBody.From(second), await log.Consistency(first.Size, second.Size)))
            : Problem.Invalid([EvidenceFaults.NotACheckpoint("to")], language);
    }
}
