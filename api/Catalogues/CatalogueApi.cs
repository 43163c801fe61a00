using System.Collections.Immutable;
using System.ComponentModel;
using CreditGate.Api.Auth;
using CreditGate.Api.Docs;
using CreditGate.Api.Hosting;
using CreditGate.Api.Problems;
using CreditGate.Domain;
using CreditGate.Domain.Access;
using CreditGate.Domain.Catalogues;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditGate.Api.Catalogues;

/// <param name="StartsAt">First instant in force (inclusive).</param>
/// <param name="EndsAt">First instant no longer in force; absent for the last edition.</param>
internal sealed record EditionBody(string Id, string Name, DateTimeOffset StartsAt, DateTimeOffset? EndsAt, string Digest);

internal sealed record CatalogueResponse(
    ImmutableArray<EditionBody> Editions,
    EditionBody InForce,
    ImmutableArray<Matter> Matters,
    ImmutableArray<MatterRule> Rules,
    ImmutableArray<MeasureItem> MeasureItems,
    ImmutableArray<Measure> Measures,
    ImmutableArray<Incentive> Incentives,
    ImmutableArray<ListDefinition> Lists,
    PublicityRules Publicity,
    ImmutableArray<SeverityRule> SeverityRules,
    ImmutableArray<Department> Departments,
    ImmutableArray<int> CalendarYears);

internal static class CatalogueApi
{
    public static RouteGroupBuilder MapCatalogue(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/catalogue").WithTags("Catalogue").Needs(Scopes.All);
        group.MapGet("/", Get)
            .WithName("GetCatalogue")
            .WithSummary("The catalogue in force: matters, rules, measures, lists, periods")
            .WithDescription("With at, the edition in force at that instant. Every entry carries its confidence: doc, found or own (to be confirmed before it has legal effect). Texts stand in both languages.")
            .ProducesAccessProblems().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        return group;
    }

    private static Results<Ok<CatalogueResponse>, ProblemHttpResult> Get(
        [Description("An instant with its offset, such as 2026-04-01T00:00:00Z or ...%2B08:00; left out, now.")] DateTimeOffset? at,
        Catalogue catalogue,
        PlatformClock clock,
        HttpContext context)
    {
        var language = RequestLanguage.Of(context);
        var instant = at ?? clock.GetUtcNow();
        return instant < catalogue.Editions[0].StartsAt
            ? Problem.Of(StatusCodes.Status404NotFound, ProblemTexts.NoEdition, language)
            : TypedResults.Ok(BodyOf(catalogue, catalogue.At(instant), language));
    }

    private static CatalogueResponse BodyOf(Catalogue catalogue, Edition edition, Language language) => new(
        [.. catalogue.Editions.Select(other => BodyOf(other, language))],
        BodyOf(edition, language),
        Sorted(edition.Matters.Values, static matter => matter.Code),
        edition.Rules,
        Sorted(edition.MeasureItems.Values, static item => item.Code),
        Sorted(edition.Measures.Values, static measure => measure.Code),
        Sorted(edition.Incentives.Values, static incentive => incentive.Code),
        Sorted(edition.Lists.Values, static list => list.Code),
        edition.Publicity,
        edition.SeverityRules,
        Sorted(edition.Departments.Values, static department => department.Code),
        [.. edition.Calendar.Years.Order()]);

    private static EditionBody BodyOf(Edition edition, Language language) =>
        new(edition.Id, edition.Name.In(language), edition.StartsAt, edition.EndsAt, edition.Digest);

    private static ImmutableArray<T> Sorted<T>(ImmutableArray<T> items, Func<T, string> code) => [.. items.OrderBy(code, StringComparer.Ordinal)];
}
