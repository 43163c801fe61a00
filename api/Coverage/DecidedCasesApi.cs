using System.Collections.Immutable;
using System.ComponentModel;
using CreditGate.Actors.Coverage;
using CreditGate.Api.Admission;
using CreditGate.Api.Auth;
using CreditGate.Api.Docs;
using CreditGate.Api.Hosting;
using CreditGate.Api.Problems;
using CreditGate.Domain;
using CreditGate.Domain.Access;
using CreditGate.Domain.Coverage;
using CreditGate.Domain.Standings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CreditGate.Api.Coverage;

internal static class DecidedCasesApi
{
    public static void MapDecidedCases(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/decided-cases").WithTags("Coverage").Needs(Scope.Report | Scope.Audit);
        group.MapPost("/", ReportAsync)
            .WithName("ReportDecidedCases").Is(Work.Push).Needs(Scope.Report)
            .WithSummary("Report decided business cases (办件办结报送)")
            .WithDescription("One outcome a row. Department (that of the key), matter and business number name a case: the same report twice changes nothing, a later one with other content revises. "
                + "Each case is set beside the answers that were given for it, those that come later included. Durable when it returns.")
            .WithMetadata(new RequestSizeLimitAttribute(Limits.BatchBody))
            .ProducesInputProblems().ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapGet("/", ListAsync)
            .WithName("ListDecidedCases")
            .WithSummary("Decided cases and how they were checked (应查必查)")
            .WithDescription("A department its own; who sees others' doings those of the department it names.")
            .ProducesInputProblems().ProducesProblem(StatusCodes.Status403Forbidden);
        group.MapGet("/checks", ChecksAsync)
            .WithName("GetDecidedCase")
            .WithSummary("One decided case with the answers given for it")
            .ProducesInputProblems().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<DecidedCasesResponse>, ProblemHttpResult>> ReportAsync(
        DecidedCasesBody body, CaseReports reports, HttpContext context, CancellationToken cancellation)
    {
        var language = RequestLanguage.Of(context);
        var rows = body.Rows.IsDefault ? [] : body.Rows;
        if (rows.Length is 0 or > Limits.BatchItems)
        {
            return Problem.Invalid([CoverageFaults.RowCount], language);
        }

        var outcomes = await reports.Run(rows, Caller.Of(context), language, cancellation);
        if (outcomes.Any(static row => row.Outcome is null) && outcomes.All(static row => row.Outcome is null or RowOutcome.Rejected))
        {
            return Problem.Unavailable(ProblemTexts.LedgerUnavailable, context, language);
        }

        return TypedResults.Ok(new DecidedCasesResponse(
            Count(outcomes, RowOutcome.Created), Count(outcomes, RowOutcome.Revised), Count(outcomes, RowOutcome.Unchanged), Count(outcomes, RowOutcome.Withdrawn),
            Count(outcomes, RowOutcome.Rejected), Count(outcomes, null), outcomes));
    }

    private static async Task<Results<Ok<DecidedCasePage>, ProblemHttpResult>> ListAsync(
        [AsParameters] CaseListQuery query, ICoverageLedger ledger, CoverageText text, HttpContext context, CancellationToken cancellation)
    {
        var language = RequestLanguage.Of(context);
        var reading = query.Read(CoverageScope.Of(context, query.Department));
        if (reading.Scope is not { } scope)
        {
            return Problem.Of(StatusCodes.Status403Forbidden, ProblemTexts.NotAllowed, language);
        }

        if (reading.Faults is { IsEmpty: false } faults)
        {
            return Problem.Invalid(faults, language);
        }

        var found = await CaseLists.Page(ledger, reading, scope.Department!, cancellation);
        return TypedResults.Ok(new DecidedCasePage(
            [.. found.Select(known => text.Of(known, language))], found.Count == reading.Limit ? CaseLists.Cursor(found[^1]) : null));
    }

    private static async Task<Results<Ok<CaseFileBody>, ProblemHttpResult>> ChecksAsync(
        [Description("Code of the matter.")] string matter,
        [Description("Number of the case.")] string businessNumber,
        [Description("Department of the case; the caller's own when left out.")] string? department,
        ICoverageLedger ledger, CoverageText text, HttpContext context, CancellationToken cancellation)
    {
        var language = RequestLanguage.Of(context);
        if (CoverageScope.Of(context, department ?? Caller.Of(context).Organisation) is not { Department: { } own })
        {
            return Problem.Of(StatusCodes.Status403Forbidden, ProblemTexts.NotAllowed, language);
        }

        return await ledger.Find(new CaseKey(own, matter.Trim(), businessNumber.Trim()), cancellation) is { } file
            ? TypedResults.Ok(new CaseFileBody(text.Of(file.Case, language), file.Declaration, [.. file.Checks.Select(CoverageText.Of)]))
            : Problem.Of(StatusCodes.Status404NotFound, ProblemTexts.NotFound, language);
    }

    private static int Count(ImmutableArray<ReportedRow> rows, RowOutcome? outcome) => rows.Count(row => row.Outcome == outcome);
}

internal static class CoverageFaults
{
    public static readonly Domain.Intake.FieldFault RowCount = new("rows", new("too-many", new(
        $"须有 1 至 {Limits.BatchItems} 行，超出的请分批报送。", $"A report takes 1 to {Limits.BatchItems} rows: split it.")));

    public static readonly Fault NotAMonth = new("not-a-month", new("须为 yyyy-MM 形式的月份。", "Must be a month, written yyyy-MM."));

    public static readonly Fault EndsBeforeStart = new("ends-before-start", new("截止月份早于起始月份。", "The last month lies before the first."));

    public static readonly Fault NeedsDepartment = new("missing", new("请写明部门代码。", "Name a department."));
}

/// <summary>Whose coverage is asked for.</summary>
/// <param name="Department">Null for all of them.</param>
internal sealed record CoverageScope(string? Department)
{
    /// <summary>Null when the caller may not look: a department sees its own, who sees others' doings those within the limits of the key.</summary>
    public static CoverageScope? Of(HttpContext context, string? asked)
    {
        var caller = Caller.Of(context);
        return asked is null ? new CoverageScope(caller is { SeesOthers: true, Limits.Departments.IsEmpty: true } ? null : caller.Organisation)
            : caller.MaySee(asked) ? new CoverageScope(asked)
            : null;
    }
}

internal static class CoverageServices
{
    public static IServiceCollection AddCoverage(this IServiceCollection services) => services.AddSingleton<CaseReports>().AddSingleton<CoverageText>();
}
