using System.Collections.Frozen;
using System.Collections.Immutable;
using CreditGate.Actors;
using CreditGate.Api.Admission;
using CreditGate.Api.Auth;
using CreditGate.Api.Docs;
using CreditGate.Api.Explanations;
using CreditGate.Api.Hosting;
using CreditGate.Api.Problems;
using CreditGate.Domain;
using CreditGate.Domain.Access;
using CreditGate.Domain.Intake;
using CreditGate.Domain.Sampling;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CreditGate.Api.Checks;

/// <summary>A batch of checks. Items are answered in order, each with its own receipt or its own error.</summary>
internal sealed record BatchBody
{
    /// <summary>Up to 10,000 checks of the form CheckRow. A request id belongs to a single check: here it is refused.</summary>
    public ImmutableArray<BatchRow> Items { get; init; } = [];
}

internal static class ChecksApi
{
    public static RouteGroupBuilder MapChecks(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/checks").WithTags("Checks").Needs(Scope.Check).LooksForSubjects();
        group.MapPost("/", CheckAsync)
            .WithName("CheckBeforeAct")
            .Is(Work.Check)
            .WithSummary("Check before act (应查必查)")
            .WithDescription("Must this subject be refused in this matter, should it be restricted, may it be favoured, on what basis, until when? A refusal is an answer, so it is 200.")
            .ProducesInputProblems().ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapPost("/batch", BatchAsync)
            .WithName("CheckBatch")
            .Is(Work.Batch)
            .WithSummary("Check up to 10,000 subjects")
            .WithMetadata(new RequestSizeLimitAttribute(Limits.BatchBody))
            .Produces<BatchResponse>().ProducesInputProblems().ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        return group;
    }

    private static async Task<Results<Ok<CheckResponse>, ProblemHttpResult>> CheckAsync(
        CheckRow body, CheckService checks, CheckText text, Explainer explainer, HttpContext context, CancellationToken cancellation)
    {
        var language = RequestLanguage.Of(context);
        var result = await checks.Run(body, Caller.Of(context), Arrival.Of(context), cancellation);
        return result switch
        {
            { Receipt: { } receipt } when body.Explain is true => TypedResults.Ok(
                text.Of(receipt, language) with { Explanation = await explainer.Of(receipt, Caller.Of(context), language, cancellation) }),
            { Receipt: { } receipt } => TypedResults.Ok(text.Of(receipt, language)),
            { Forbidden: { } beyond } => Problem.Of(StatusCodes.Status403Forbidden, beyond, language),
            { RequestIdReused: true } => Problem.Of(StatusCodes.Status409Conflict, ProblemTexts.RequestIdReused, language),
            _ => Problem.Invalid(result.Faults, language),
        };
    }

    private static async Task<IResult> BatchAsync(
        BatchBody body, CheckService checks, AnswerWriter answers, CheckText text, Explainer explainer, HttpContext context, CancellationToken cancellation)
    {
        var language = RequestLanguage.Of(context);
        var asked = body.Items.IsDefault ? [] : body.Items;
        if (asked.Length > Limits.BatchItems)
        {
            return Problem.Invalid([BatchFaults.TooMany], language);
        }

        var readings = asked.Select(checks.Read).ToArray();
        if (readings.Any(static reading => reading.Request?.RequestId is not null))
        {
            return Problem.Invalid([BatchFaults.HasRequestId], language);
        }

        if (readings.Count(static reading => reading.Request is { Explain: true }) > Limits.ExplainedItems)
        {
            return Problem.Invalid([BatchFaults.TooManyExplained], language);
        }

        Caller.Of(context).Pace.Others.Charge(readings.Length);
        var results = await checks.RunMany(readings, Caller.Of(context), cancellation);
        var explanations = await Explain(results, readings, explainer, Caller.Of(context), language, cancellation);
        return new BatchAnswer(results, explanations, answers, text, language);
    }

    private static async Task<IReadOnlyDictionary<int, ExplanationBody>> Explain(
        IReadOnlyList<CheckResult> results, CheckReading[] readings, Explainer explainer, Caller caller, Language language, CancellationToken cancellation)
    {
        int[] asked = [.. Enumerable.Range(0, readings.Length).Where(index => readings[index].Request is { Explain: true } && results[index].Receipt is not null)];
        return asked is []
            ? FrozenDictionary<int, ExplanationBody>.Empty
            : asked.Zip(await explainer.Of([.. asked.Select(index => results[index].Receipt!)], caller, language, cancellation)).ToDictionary(static pair => pair.First, static pair => pair.Second);
    }
}

internal static class BatchFaults
{
    public static readonly FieldFault TooMany = new("items", new("too-many", new(
        $"一批最多 {Limits.BatchItems} 项，请分批提交。", $"A batch takes at most {Limits.BatchItems} items: split it.")));

    public static readonly FieldFault TooManyExplained = new("items", new("too-many-explained", new(
        $"一批中要求说明理由（explain）的最多 {Limits.ExplainedItems} 项。", $"A batch explains at most {Limits.ExplainedItems} of its items.")));

    public static readonly FieldFault HasRequestId = new("items", new("request-id-in-batch", new(
        "批量查询的各项不得带 requestId。", "The items of a batch carry no requestId.")));
}

internal static class CheckServices
{
    public static IServiceCollection AddChecks(this IServiceCollection services) => services
        .AddSingleton<CheckService>()
        .AddSingleton<CheckDecision>()
        .AddSingleton<LedgerQuestions>()
        .AddSingleton<LedgerStandings>()
        .AddSingleton(SamplingBook.Product)
        .AddSingleton<CheckText>()
        .AddSingleton<AnswerWriter>()
        .AddSingleton<Scenes.SceneBeat>()
        .AddSingleton<Explainer>()
        .AddSingleton<Catalogues.EditionDesk>()
        .AddEditionPreviews()
        .AddSingleton<Catalogues.Comparing.ComparisonReader>()
        .AddSingleton<Catalogues.Comparing.ComparisonDesk>()
        .AddSingleton<Previews.PreviewService>()
        .AddSingleton<RequestSeal>()
        .AddSingleton<RequestTurns>();
}
