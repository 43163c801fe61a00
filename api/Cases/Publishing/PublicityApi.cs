using System.Collections.Immutable;
using System.ComponentModel;
using CreditGate.Actors.Subjects;
using CreditGate.Api.Auth;
using CreditGate.Api.Docs;
using CreditGate.Api.Hosting;
using CreditGate.Api.Problems;
using CreditGate.Api.Subjects;
using CreditGate.Contracts.Subjects;
using CreditGate.Domain;
using CreditGate.Domain.Access;
using CreditGate.Domain.Cases.Publishing;
using CreditGate.Domain.Cases.Repairs;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Evidence;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;
using CreditGate.Domain.Workflows;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditGate.Api.Cases.Publishing;

/// <param name="Records">Permits and penalties by decision, with what is public and what is not any more. Repaired, withdrawn and shielded ones are left out.</param>
/// <param name="Listings">Entries on lists. Repaired, withdrawn and shielded ones are left out.</param>
/// <param name="Statements">Published repair statements; the records that they are about are not named.</param>
internal sealed record PublicityResponse(string Subject, ImmutableArray<PublicityItem> Records, ImmutableArray<ListingItem> Listings, ImmutableArray<StatementItem> Statements);

/// <param name="State">reported, published, minimumServed or ended.</param>
/// <param name="From">First day of publicity; absent when the record is not published.</param>
/// <param name="MinimumServedOn">First day on which repair can be accepted.</param>
/// <param name="EndsOn">Last day of publicity, inclusive; absent when none is foreseen.</param>
/// <param name="Public">Whether the public may see it now.</param>
internal sealed record PublicityItem(RecordRef Record, string State, string StateName, DateOnly? From, DateOnly? MinimumServedOn, DateOnly? EndsOn, bool Public);

/// <param name="State">published, active, underVerification or removed.</param>
/// <param name="From">Day of entry.</param>
/// <param name="EndsOn">Last day of the term, inclusive; absent when none is foreseen.</param>
internal sealed record ListingItem(RecordRef Record, string State, string StateName, DateOnly From, DateOnly? EndsOn);

/// <param name="Repair">Case number.</param>
/// <param name="Unit">Code of the unit that granted it.</param>
internal sealed record StatementItem(string Repair, string Unit, string Statement, DateOnly On);

/// <summary>双公示: what of a subject is public, until when, and what is not any more.</summary>
internal static class PublicityApi
{
    public static void MapPublicity(this IEndpointRouteBuilder routes) => routes.MapGroup("/v1/subjects").WithTags("Subjects").Needs(Scope.Check | Scope.Audit)
        .MapGet("/{subject}/publicity", GetAsync)
        .WithName("GetPublicity")
        .WithSummary("What of a subject is public, until when, and what is not any more (双公示)")
        .WithDescription("Publicity of permits and penalties by the periods of the edition in force, and published repair statements.")
        .ProducesAccessProblems().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<Results<Ok<PublicityResponse>, ProblemHttpResult>> GetAsync(
        [Description(SubjectsApi.SubjectInUrl)] string subject, [AsParameters] ViewParameters view, PersonViews views, IGrainFactory grains, Catalogue catalogue, PlatformClock clock, HttpContext context)
    {
        var language = RequestLanguage.Of(context);
        var (key, reason, refusal) = SubjectPath.For(subject, view, context);
        if (refusal is not null)
        {
            return refusal;
        }

        var look = await grains.Subject(key).Look(new LookQuery(Consistency.Default, 0));
        if (!Caller.Of(context).MayKnow(look.Standing))
        {
            return Problem.Of(StatusCodes.Status404NotFound, ProblemTexts.NotFound, language);
        }

        await views.Note(key, reason, "publicity", context);
        return TypedResults.Ok(Of(look.Standing, catalogue, clock.GetUtcNow(), language));
    }

    private static PublicityResponse Of(Standing standing, Catalogue catalogue, DateTimeOffset at, Language language) => new(
        standing.Key.Value,
        [.. standing.Records.Where(Shown.May).Select(record => PublicityRecord.Of(record, catalogue.At(at), at)).OfType<PublicityRecord>().Select(found => Item(found, language))],
        [
            .. standing.Records.Where(Shown.May).OfType<ListEntryRecord>().Where(static entry => entry.Mirror is null)
                .Select(entry => Item(ListEntryPlace.Of(entry, catalogue.At(at), at), language)),
        ],
        [
            .. standing.Cases.Values.OfType<RepairCase>()
                .Where(static repair => repair is { Statement: not null, StatementOn: not null, BarredUntil: null })
                .Select(static repair => new StatementItem(repair.Id, repair.Record.Source, repair.Statement!, repair.StatementOn!.Value)),
        ]);

    private static ListingItem Item(ListEntryPlace found, Language language) => new(
        found.Record, CaseText.Name(found.State), WorkflowBook.Product["ListEntry"].Workflow.NameOf(found.State).In(language), found.From, found.EndsOn);

    private static PublicityItem Item(PublicityRecord found, Language language) => new(
        found.Record, CaseText.Name(found.State), WorkflowBook.Product[nameof(PublicityRecord)].Workflow.NameOf(found.State).In(language), found.From, found.MinimumServedOn, found.EndsOn, found.IsPublic);
}
