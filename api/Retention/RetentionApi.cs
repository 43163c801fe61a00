using System.ComponentModel;
using CreditGate.Actors.Retention;
using CreditGate.Api.Admission;
using CreditGate.Api.Auth;
using CreditGate.Api.Docs;
using CreditGate.Api.Hosting;
using CreditGate.Api.Problems;
using CreditGate.Domain;
using CreditGate.Domain.Access;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Intake;
using CreditGate.Domain.Intake.Retention;
using CreditGate.Domain.Retention;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditGate.Api.Retention;

internal static class RetentionApi
{
    private const int MostRemovals = 100;

    public static void MapRetention(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapRetentionGroup("");
        group.MapGet("/", Periods).WithName("GetRetention").WithSummary("How long what is kept, and why (保存期限)").ProducesAccessProblems().ProducesProblem(StatusCodes.Status403Forbidden);
        group.MapGet("/removals", RemovalsAsync).WithName("ListRemovals").WithSummary("Acts by which content was removed, newest first")
            .WithDescription("Each stands in the evidence log. The rows are still there, with their commitments; what they said is not.")
            .ProducesAccessProblems().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status403Forbidden);
        group.MapGet("/holds", HoldsAsync).WithName("ListHolds").WithSummary("Holds, in the order in which they were placed").ProducesAccessProblems().ProducesProblem(StatusCodes.Status403Forbidden);
        group.MapPost("/holds", PlaceAsync).Is(Work.Operate).Needs(Scope.Operate).WithName("PlaceHold").WithSummary("Hold content: nothing of it is removed until the hold is released (依法留存)")
            .WithDescription("By subject, by the time of receipts, or by case; with reason and authority. The hold is an act in the signed log. An audit key sees holds and places none: it changes nothing.")
            .ProducesInputProblems().ProducesProblem(StatusCodes.Status403Forbidden);
        group.MapPost("/holds/{id:guid}/release", ReleaseAsync).Is(Work.Operate).Needs(Scope.Operate).WithName("ReleaseHold").WithSummary("Release a hold")
            .WithDescription("What is past its period goes with the next sweep, within the hour, unless another hold covers it.")
            .ProducesInputProblems().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static Ok<RetentionResponse> Periods(RetentionPeriods periods, HttpContext context) =>
        TypedResults.Ok(new RetentionResponse([.. RetainedKind.All.Select(kind => RetainedKindBody.Of(kind, periods, RequestLanguage.Of(context)))]));

    private static async Task<Ok<RemovalsResponse>> RemovalsAsync(
        [Description("Only acts with a smaller declaration number; the newest when left out.")] long? before,
        [Description("Most of them, 1 to 100; 100 when left out.")] int? limit,
        IRetentionLedger ledger, HttpContext context, CancellationToken cancellation)
    {
        var atMost = Math.Clamp(limit ?? MostRemovals, 1, MostRemovals);
        var found = await ledger.Removals(before, atMost, cancellation);
        return TypedResults.Ok(new RemovalsResponse(
            [.. found.SeenBy(context, static one => one.Act).Select(static one => RemovalActBody.From(one.Declaration, one.Act))], found.Count == atMost ? found[^1].Declaration : null));
    }

    private static async Task<Ok<HoldsResponse>> HoldsAsync(IRetentionLedger ledger, HttpContext context, CancellationToken cancellation) =>
        TypedResults.Ok(new HoldsResponse([.. (await ledger.Holds(cancellation)).SeenBy(context, static hold => hold.Placed).Select(HoldResponse.Of)]));

    private static async Task<Results<Ok<HoldResponse>, ProblemHttpResult>> PlaceAsync(HoldBody body, HoldWork holds, Catalogue catalogue, PlatformClock clock, HttpContext context)
    {
        var now = clock.GetUtcNow();
        var (scope, words, faults) = HoldReader.Read(body.ToRow(), LegalTime.DateOf(now));
        if (scope is { Matter: { } matter } && !catalogue.At(now).Matters.ContainsKey(matter))
        {
            faults = [new FieldFault("matter", RetentionFaults.NoMatter)];
        }

        if (scope is null || !faults.IsEmpty)
        {
            return Problem.Invalid(faults, RequestLanguage.Of(context));
        }

        var hold = RetentionPages.ActOf(context, RetentionActKind.HoldPlaced, words, now) with { Scope = scope };
        await holds.Place(hold);
        return TypedResults.Ok(HoldResponse.Of(new LegalHold(hold, null)));
    }

    private static async Task<Results<Ok<HoldResponse>, ProblemHttpResult>> ReleaseAsync(
        [Description("Id of a hold.")] Guid id, ReleaseBody body, IRetentionLedger ledger, PlatformClock clock, HttpContext context, CancellationToken cancellation)
    {
        var (now, language) = (clock.GetUtcNow(), RequestLanguage.Of(context));
        var (words, faults) = HoldReader.ReadWords(body.Reason, body.Authority, LegalTime.DateOf(now));
        if (!faults.IsEmpty)
        {
            return Problem.Invalid(faults, language);
        }

        if ((await ledger.Holds(cancellation)).FirstOrDefault(hold => hold.Id == id) is not { } known)
        {
            return Problem.Of(StatusCodes.Status404NotFound, ProblemTexts.NotFound, language);
        }

        var release = RetentionPages.ActOf(context, RetentionActKind.HoldReleased, words, now) with { Of = id };
        return await ledger.Release(release)
            ? TypedResults.Ok(HoldResponse.Of(known with { Released = release }))
            : Problem.Of(StatusCodes.Status409Conflict, RetentionFaults.IsReleased, language);
    }
}

internal static class RetentionFaults
{
    public static readonly Fault IsReleased = new("hold-released", new("该留存已解除。", "This hold was released already."));

    public static readonly Fault NoMatter = new("unknown-matter", new("目录中没有这个事项。", "The catalogue has no such matter."));
}
