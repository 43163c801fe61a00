using System.Collections.Immutable;
using System.ComponentModel;
using CreditGate.Actors.Feedback;
using CreditGate.Api.Admission;
using CreditGate.Api.Auth;
using CreditGate.Api.Docs;
using CreditGate.Api.Hosting;
using CreditGate.Api.Problems;
using CreditGate.Domain;
using CreditGate.Domain.Access;
using CreditGate.Domain.Intake;
using CreditGate.Domain.Intake.Feedback;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CreditGate.Api.Feedback;

/// <summary>The parameters of a list of tasks as they stand in the URL.</summary>
internal sealed record FeedbackListParameters(
    [property: Description("true: only what is still to be fed back; false: only what is done; left out: both.")] bool? Open,
    [property: Description("true: only what is or was late; left out: all.")] bool? Overdue,
    [property: Description("next of the page before.")] Guid? After,
    [property: Description("Most tasks of a page, 1 to 500; 100 when left out.")] int? Limit)
{
    public const int DefaultLimit = 100;
    public const int MostLimit = 500;
}

internal static class FeedbackApi
{
    public const int MostItems = 1_000;
    private const string IdInUrl = "Id of a receipt, as the answer gave it.";

    private static readonly FieldFault TooMany = new("items", new("too-many", new($"一次最多 {MostItems} 项，请分批提交。", $"At most {MostItems} items at a time: split them.")));
    private static readonly FieldFault Repeated = new("items", new("twice", new("同一凭证只能出现一次。", "Each receipt may be named once.")));

    public static void MapFeedback(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/receipts").WithTags("Feedback").Needs(Scope.Check | Scope.Audit);
        group.MapPost("/{id:guid}/feedback", GiveAsync)
            .Needs(Scope.Check)
            .WithName("GiveFeedback")
            .WithSummary("Feed back what was done about an answer (执行反馈, 奖惩到位)")
            .WithDescription(
                "By the department that got the answer, for each of its measures and incentives, all at once or one after the other, within 5 working days. "
                + "What differs from the answer wants its reason. The same again changes nothing; other content on what was fed back is refused, because feedback is evidence.")
            .ProducesInputProblems().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapGet("/{id:guid}/feedback", GetAsync)
            .WithName("GetFeedback")
            .WithSummary("What an answer asks to be fed back, and what was")
            .ProducesAccessProblems().ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPost("/feedback", GiveManyAsync)
            .Needs(Scope.Check)
            .WithName("GiveFeedbackOnMany")
            .Is(Work.Batch)
            .WithSummary("Feed back on up to 1,000 answers")
            .WithDescription("Each item is taken or refused by itself.")
            .WithMetadata(new RequestSizeLimitAttribute(Limits.BatchBody))
            .ProducesInputProblems().ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapGet("/feedback", ListAsync)
            .WithName("ListFeedbackTasks")
            .WithSummary("The caller's answers that ask for feedback; all for the operator")
            .WithDescription("New answers come in within some seconds. What becomes late is told in the change feed too (feedbackOverdue).")
            .ProducesAccessProblems().ProducesProblem(StatusCodes.Status400BadRequest);
    }

    private static async Task<Results<Ok<FeedbackResponse>, ProblemHttpResult>> GiveAsync(
        [Description(IdInUrl)] Guid id, FeedbackRow body, FeedbackService feedback, FeedbackText text, HttpContext context, CancellationToken cancellation)
    {
        var language = RequestLanguage.Of(context);
        return (await feedback.Give([(id, body, "")], Caller.Of(context), cancellation))[0] switch
        {
            { Faults: { IsEmpty: false } faults } => Problem.Invalid(faults, language),
            { Refusal: { } refusal, Status: { } status } => Problem.Of(status, refusal, language),
            var taken => TypedResults.Ok(text.Of(taken.Receipt!, taken.Task, taken.Given, language)),
        };
    }

    private static async Task<Results<Ok<FeedbackResponse>, ProblemHttpResult>> GetAsync(
        [Description(IdInUrl)] Guid id, FeedbackService feedback, FeedbackText text, HttpContext context, CancellationToken cancellation)
    {
        var language = RequestLanguage.Of(context);
        return await feedback.Find(id, Caller.Of(context), cancellation) is { } found
            ? TypedResults.Ok(text.Of(found.Receipt!, found.Task, found.Given, language))
            : Problem.Of(StatusCodes.Status404NotFound, ProblemTexts.NotFound, language);
    }

    private static async Task<Results<Ok<FeedbackBatchResponse>, ProblemHttpResult>> GiveManyAsync(
        FeedbackBatchBody body, FeedbackService feedback, FeedbackText text, HttpContext context, CancellationToken cancellation)
    {
        var language = RequestLanguage.Of(context);
        var items = body.Items.IsDefault ? [] : body.Items;
        if (items.Length > MostItems)
        {
            return Problem.Invalid([TooMany], language);
        }

        var rows = items.Select(static (item, index) => (Receipt: item.Receipt ?? Guid.Empty, Row: item.Feedback ?? new FeedbackRow(), Prefix: $"items[{index}].feedback.")).ToImmutableArray();
        if (rows.Select(static row => row.Receipt).Distinct().Count() < rows.Length)
        {
            return Problem.Invalid([Repeated], language);
        }

        var results = await feedback.Give(rows, Caller.Of(context), cancellation);
        return TypedResults.Ok(new FeedbackBatchResponse([.. results.Select(result => ItemOf(result, text, language))]));
    }

    private static async Task<Ok<FeedbackPage>> ListAsync(
        [AsParameters] FeedbackListParameters parameters, FeedbackService feedback, FeedbackText text, HttpContext context, CancellationToken cancellation)
    {
        var caller = Caller.Of(context);
        var limit = Math.Clamp(parameters.Limit ?? FeedbackListParameters.DefaultLimit, 1, FeedbackListParameters.MostLimit);
        var query = new CheckTaskQuery(
            caller is { SeesOthers: true, Limits.Departments.IsEmpty: true } ? null : caller.Organisation, parameters.Open, parameters.Overdue, parameters.After ?? Guid.Empty, limit);
        var tasks = await feedback.List(query, cancellation);
        return TypedResults.Ok(new FeedbackPage(
            [.. tasks.Select(task => text.Of(task, RequestLanguage.Of(context)))], tasks.Count == limit ? tasks[^1].Receipt : null));
    }

    private static FeedbackBatchItem ItemOf(FeedbackResult result, FeedbackText text, Language language) => result switch
    {
        { Faults: { IsEmpty: false } faults } => new(null, ProblemTexts.Validation.Code, null, FaultBody.From(faults, language)),
        { Refusal: { } refusal } => new(null, refusal.Code, refusal.Text.In(language), null),
        _ => new(text.Of(result.Receipt!, result.Task, result.Given, language), null, null, null),
    };
}

internal static class FeedbackServices
{
    public static IServiceCollection AddFeedback(this IServiceCollection services) => services.AddSingleton<FeedbackText>().AddSingleton<FeedbackService>();
}
