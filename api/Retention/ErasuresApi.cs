using System.Collections.Immutable;
using CreditGate.Actors.Persons;
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

/// <summary>An erasure of a person's information (PIPL art. 47).</summary>
internal sealed record ErasureBody
{
    /// <summary>The person: name and number together, or a key given out earlier.</summary>
    public SubjectRow? Subject { get; init; }

    /// <summary>purposeServed, termOver, consentWithdrawn, unlawful or otherLaw: the items of PIPL art. 47.</summary>
    public string? Ground { get; init; }

    /// <summary>Why, in words; ID numbers in it are masked.</summary>
    public string? Reason { get; init; }

    /// <summary>Number of the decision on which it rests.</summary>
    public string? Authority { get; init; }
}

/// <param name="Subject">Key of the person: it leads to nothing any more. Of an entity that ended: its code, of which is known that it was deregistered.</param>
/// <param name="Waiting">Code of what stands against carrying it out now; absent when nothing does.</param>
/// <param name="FinishedAt">When it was carried out whole: a day after the order at the earliest, as nodes may ship receipts late.</param>
internal sealed record ErasureResponse(Guid Id, string Subject, ErasureGround Ground, string? Reason, string? Authority, DateTimeOffset OrderedAt, DateTimeOffset? FinishedAt, string? Waiting = null)
{
    public static ErasureResponse Of(OrderedErasure erasure) => new(
        erasure.Act.Id, erasure.Act.Subject ?? "", erasure.Act.Legal ?? ErasureGround.OtherLaw, erasure.Act.Reason, erasure.Act.Authority,
        erasure.Act.At.ToOffset(LegalTime.ChinaStandardTime), erasure.FinishedAt?.ToOffset(LegalTime.ChinaStandardTime));
}

internal sealed record ErasuresResponse(ImmutableArray<ErasureResponse> Erasures);

internal static class ErasuresApi
{
    public static void MapErasures(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapRetentionGroup("/erasures");
        group.MapGet("/", ListAsync).WithName("ListErasures").WithSummary("Erasures that were ordered").ProducesAccessProblems().ProducesProblem(StatusCodes.Status403Forbidden);
        group.MapPost("/", OrderAsync).Is(Work.Operate).Needs(Scope.Operate).WithName("OrderErasure").WithSummary("Erase a person's information (个人信息删除)")
            .WithDescription("On a ground of PIPL art. 47 and a decision. Records, history, receipts and snapshots of the person lose their content, and checks find nothing of it from the response on; that they were there stays proven. "
                + "Refused while records are in force, count in the three-year test or are in a case, and while a hold stands. Who holds a record to be wrong objects to it instead (/v1/objections).")
            .ProducesInputProblems().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Ok<ErasuresResponse>> ListAsync(IRetentionLedger ledger, HttpContext context, CancellationToken cancellation) =>
        TypedResults.Ok(new ErasuresResponse([.. (await ledger.Erasures(cancellation)).SeenBy(context, static one => one.Act).Select(ErasureResponse.Of)]));

    private static async Task<Results<Ok<ErasureResponse>, ProblemHttpResult>> OrderAsync(
        ErasureBody body, PersonDirectory persons, IRetentionLedger ledger, ErasureWork work, PlatformClock clock, HttpContext context, CancellationToken cancellation)
    {
        var (now, language) = (clock.GetUtcNow(), RequestLanguage.Of(context));
        var (claim, ground, words, faults) = ErasureReader.Read(new ErasureRow(body.Subject, body.Ground, body.Reason, body.Authority), LegalTime.DateOf(now));
        if (claim is null || !faults.IsEmpty)
        {
            return Problem.Invalid(faults, language);
        }

        if ((await persons.Resolve(claim, cancellation)).Key is not { } key)
        {
            return Problem.Of(StatusCodes.Status404NotFound, ProblemTexts.NotFound, language);
        }

        if ((key.Kind == SubjectKinds.Person ? await work.Judge(key.Value, cancellation) : Erasing.NotAPerson) is { } refusal)
        {
            return Problem.Of(StatusCodes.Status409Conflict, refusal, language);
        }

        var erasure = RetentionPages.ActOf(context, RetentionActKind.Erased, words, now) with { Subject = key.Value, Legal = ground };
        await ledger.Order(erasure);
        var ordered = new OrderedErasure(erasure, null);
        var waiting = await work.CarryOut(ordered, CancellationToken.None);     // whether the caller still waits changes nothing
        return TypedResults.Ok(ErasureResponse.Of(ordered) with { Waiting = waiting?.Code });
    }
}
