using System.Text;
using CreditGate.Actors.Coverage;
using CreditGate.Api.Auth;
using CreditGate.Api.Docs;
using CreditGate.Api.Hosting;
using CreditGate.Api.Problems;
using CreditGate.Domain.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditGate.Api.Coverage;

internal static class CoverageApi
{
    private const string Csv = "text/csv; charset=utf-8";

    public static void MapCoverage(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/coverage").WithTags("Coverage").Needs(Scope.Report | Scope.Audit);
        group.MapGet("/", GetAsync)
            .WithName("GetCoverage")
            .WithSummary("Must-check, delivery and on-time rates by month, department and matter (应查必查, 奖惩到位, 按期办结)")
            .WithDescription("Counted as cases and answers come; nothing is added up again when it is asked for. A department sees itself, who sees others' doings those within the limits of the key. The cases behind a count: ListDecidedCases.")
            .ProducesInputProblems().ProducesProblem(StatusCodes.Status403Forbidden);
        group.MapGet("/csv", CsvAsync)
            .WithName("GetCoverageCsv")
            .WithSummary("As GetCoverage, as a file for spreadsheets")
            .WithDescription("UTF-8 with a byte order mark; the heads of the columns are in the language of the request.")
            .Produces<string>(StatusCodes.Status200OK, "text/csv")
            .ProducesInputProblems().ProducesProblem(StatusCodes.Status403Forbidden);
    }

    private static async Task<Results<Ok<CoverageResponse>, ProblemHttpResult>> GetAsync(
        [AsParameters] CoverageQuery query, ICoverageLedger ledger, CoverageText text, HttpContext context, CancellationToken cancellation)
    {
        var (found, refused) = await Find(query, ledger, text, context, cancellation);
        return found is not null ? TypedResults.Ok(found) : refused!;
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> CsvAsync(
        [AsParameters] CoverageQuery query, ICoverageLedger ledger, CoverageText text, HttpContext context, CancellationToken cancellation)
    {
        var (found, refused) = await Find(query, ledger, text, context, cancellation);
        return found is null ? refused! : TypedResults.File(
            [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(CoverageCsv.Of(found, RequestLanguage.Of(context)))], Csv, "coverage.csv");
    }

    private static async Task<(CoverageResponse? Found, ProblemHttpResult? Refused)> Find(
        CoverageQuery query, ICoverageLedger ledger, CoverageText text, HttpContext context, CancellationToken cancellation)
    {
        var language = RequestLanguage.Of(context);
        var reading = query.Read();
        if (CoverageScope.Of(context, query.Department) is not { } scope)
        {
            return (null, Problem.Of(StatusCodes.Status403Forbidden, ProblemTexts.NotAllowed, language));
        }

        if (!reading.Faults.IsEmpty)
        {
            return (null, Problem.Invalid(reading.Faults, language));
        }

        var counts = await ledger.Counts(reading.From, reading.To, scope.Department, reading.Matter, cancellation);
        return (new CoverageResponse(
            CoverageRow.Of(CoverageGroup.All, counts, text, language),
            [.. counts.GroupBy(count => reading.GroupOf(count.Cell)).Select(group => CoverageRow.Of(group.Key, group, text, language))]), null);
    }
}
