using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using CreditGate.Api.Admission;
using CreditGate.Api.Auth;
using CreditGate.Api.Docs;
using CreditGate.Api.Hosting;
using CreditGate.Api.Problems;
using CreditGate.Domain;
using CreditGate.Domain.Access;
using CreditGate.Domain.Intake;
using CreditGate.Domain.Standings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CreditGate.Api.Records;

/// <summary>A synchronous push. The source of every row is the organisation of the key that pushes.</summary>
internal sealed record RecordsBody
{
    /// <summary>The instant for which the rows are declared true; left out, the instant of arrival.</summary>
    [JsonConverter(typeof(InstantJson))]
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>Up to 10,000 rows of the form RecordRow; none is a heartbeat of the source.</summary>
    public ImmutableArray<JsonElement> Rows { get; init; } = [];
}

/// <param name="Rows">One for each row, in order.</param>
internal sealed record RecordsResponse(int Created, int Revised, int Unchanged, int Withdrawn, int Rejected, int NotTaken, ImmutableArray<RowBody> Rows);

/// <param name="Outcome">created, revised, unchanged, withdrawn or rejected; absent when the row was not taken now and may be pushed again.</param>
/// <param name="Subject">Key of the subject.</param>
/// <param name="Token">The subject's version once the row is in: a check with it sees the row.</param>
/// <param name="Code">Why a row was rejected by the subject's state, or left unchanged although it differs.</param>
/// <param name="Faults">Why a row was rejected by its content: the fields to mend.</param>
/// <param name="Publicity">Of a created permit or penalty: whether it came within seven working days of the decision (双公示).</param>
/// <param name="RepairNotice">Of a created penalty: where its repair notice is read, to be handed over with the decision (两书同达).</param>
internal sealed record RowBody(RowOutcome? Outcome, string? Subject, string? Token, string? Code, string? Message, ImmutableArray<FaultBody>? Faults, PublicityBody? Publicity, string? RepairNotice);

/// <param name="DueOn">Last legal day in China on which the record was in time, inclusive.</param>
/// <param name="Late">The record came after that day. It counts all the same.</param>
internal sealed record PublicityBody(DateOnly DueOn, bool Late);

internal static class RecordsApi
{
    private static readonly FieldFault TooMany = new("rows", new("too-many", new(
        $"一次最多 {Limits.BatchItems} 行，请分批报送。", $"A push takes at most {Limits.BatchItems} rows: split it.")));

    private static readonly FieldFault AsOfInFuture = new("asOf", new("date-in-future", new("不得晚于当前时间。", "Must not lie in the future.")));

    public static RouteGroupBuilder MapRecords(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/records").WithTags("Records").Needs(Scope.Push);
        group.MapPost("/", PushAsync)
            .WithName("PushRecords")
            .Is(Work.Push)
            .WithSummary("Push records (报送)")
            .WithDescription("One outcome a row. Durable, mirrored to linked persons and visible to the next check when it returns. The same push twice changes nothing.")
            .WithMetadata(new RequestSizeLimitAttribute(Limits.BatchBody))
            .ProducesInputProblems().ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        return group;
    }

    private static async Task<Results<Ok<RecordsResponse>, ProblemHttpResult>> PushAsync(
        RecordsBody body, PushService pushes, PlatformClock clock, HttpContext context, CancellationToken cancellation)
    {
        var language = RequestLanguage.Of(context);
        var rows = body.Rows.IsDefault ? [] : body.Rows;
        if (rows.Length > Limits.BatchItems)
        {
            return Problem.Invalid([TooMany], language);
        }

        if (body.AsOf > clock.GetUtcNow())
        {
            return Problem.Invalid([AsOfInFuture], language);
        }

        Caller.Of(context).Pace.Others.Charge(rows.Length);
        var outcomes = await pushes.Run(rows, body.AsOf, Caller.Of(context), cancellation);
        if (outcomes.Any(static row => row.Outcome is null) && outcomes.All(static row => row.Outcome is null or RowOutcome.Rejected))
        {
            return Problem.Unavailable(ProblemTexts.LedgerUnavailable, context, language);
        }

        return TypedResults.Ok(new RecordsResponse(
            Count(outcomes, RowOutcome.Created),
            Count(outcomes, RowOutcome.Revised),
            Count(outcomes, RowOutcome.Unchanged),
            Count(outcomes, RowOutcome.Withdrawn),
            Count(outcomes, RowOutcome.Rejected),
            Count(outcomes, null),
            [.. outcomes.Select(row => BodyOf(row, language))]));
    }

    private static int Count(ImmutableArray<PushedRow> rows, RowOutcome? outcome) => rows.Count(row => row.Outcome == outcome);

    private static RowBody BodyOf(PushedRow row, Language language) => new(
        row.Outcome,
        row.Subject?.Value,
        row.Subject is null ? null : Token.Of(row.Version),
        row.Note?.Code,
        row.Note?.Text.In(language),
        row.Faults.IsEmpty ? null : FaultBody.From(row.Faults, language),
        row.Publicity is var (dueOn, isLate) ? new PublicityBody(dueOn, isLate) : null,
        row.RepairNotice);
}

internal static class RecordServices
{
    public static IServiceCollection AddRecords(this IServiceCollection services) => services.AddSingleton<PushService>();
}
