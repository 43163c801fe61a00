using System.Collections.Immutable;
using System.Text.Json.Serialization;
using CreditGate.Actors.Sources;
using CreditGate.Api.Admission;
using CreditGate.Api.Auth;
using CreditGate.Api.Docs;
using CreditGate.Api.Hosting;
using CreditGate.Api.Problems;
using CreditGate.Api.Pushes;
using CreditGate.Domain;
using CreditGate.Domain.Access;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditGate.Api.Sources;

/// <summary>A source has nothing new to say.</summary>
internal sealed record HeartbeatBody
{
    /// <summary>The instant for which its data is complete; left out, now. One that is older than what it said before changes nothing.</summary>
    [JsonConverter(typeof(InstantJson))]
    public DateTimeOffset? AsOf { get; init; }
}

internal sealed record SourcesResponse(ImmutableArray<SourceBody> Sources);

/// <param name="DataAsOf">The newest instant for which it declared its data true; absent when it never spoke.</param>
/// <param name="LimitDays">Age in days from which answers that rest on it say that it is stale: the shortest limit of its lists; absent when none has one.</param>
internal sealed record SourceBody(string Organisation, string Name, DateTimeOffset? DataAsOf, int? LimitDays, bool Stale, ImmutableArray<SourceListBody> Lists);

/// <param name="FreshnessDays">Absent when the list has no limit.</param>
internal sealed record SourceListBody(string List, string Name, int? FreshnessDays);

internal static class SourcesApi
{
    public static RouteGroupBuilder MapSources(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/sources").WithTags("Sources").Needs(Scope.Push | Scope.Check | Scope.Audit);
        group.MapGet("/", List)
            .WithName("ListSources")
            .WithSummary("How fresh sources are: the caller's own, for who sees others' those too")
            .ProducesAccessProblems();
        group.MapPost("/heartbeat", HeartbeatAsync)
            .Needs(Scope.Push)
            .Is(Work.Push)
            .WithName("SayNothingNew")
            .WithSummary("Say that there is nothing new")
            .WithDescription("For a source without changes: its data counts as complete as of that instant. Durable when it returns.")
            .ProducesInputProblems().ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        return group;
    }

    private static Ok<SourcesResponse> List(SourceBoard sources, Catalogue catalogue, PlatformClock clock, HttpContext context)
    {
        var (now, caller) = (clock.GetUtcNow(), Caller.Of(context));
        var edition = catalogue.At(now);
        var shown = edition.Departments.Keys.Where(caller.MaySee).Order(StringComparer.Ordinal);
        return TypedResults.Ok(new SourcesResponse([.. shown.Select(source => BodyOf(source, sources, edition, now, RequestLanguage.Of(context)))]));
    }

    private static async Task<Results<Ok<SourceBody>, ProblemHttpResult>> HeartbeatAsync(
        HeartbeatBody body, SourceBoard sources, Catalogue catalogue, PlatformClock clock, HttpContext context)
    {
        var (now, own, language) = (clock.GetUtcNow(), Caller.Of(context).Organisation, RequestLanguage.Of(context));
        if (body.AsOf > now)
        {
            return Problem.Invalid([PushOrderFaults.AsOfInFuture], language);
        }

        await sources.Heard(own, body.AsOf ?? now);
        return TypedResults.Ok(BodyOf(own, sources, catalogue.At(now), now, language));
    }

    private static SourceBody BodyOf(string source, SourceBoard board, Edition edition, DateTimeOffset now, Language language)
    {
        var lists = edition.Lists.Values.Where(list => list.Enabled && list.Providers.Contains(source)).OrderBy(static list => list.Code, StringComparer.Ordinal).ToArray();
        var limit = lists.Min(static list => list.FreshnessDays);
        DateTimeOffset? asOf = board.Sources.TryGetValue(source, out var heard) ? heard : null;
        return new SourceBody(
            source,
            edition.Departments[source].Name.In(language),
            asOf?.ToOffset(LegalTime.ChinaStandardTime),
            limit,
            limit is { } days && (asOf is null || now >= asOf.Value.AddDays(days)),
            [.. lists.Select(list => new SourceListBody(list.Code, list.Name.In(language), list.FreshnessDays))]);
    }
}
