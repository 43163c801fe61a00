using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using CreditGate.Api.Admission;
using CreditGate.Api.Auth;
using CreditGate.Api.Checks;
using CreditGate.Api.Docs;
using CreditGate.Api.Hosting;
using CreditGate.Api.Problems;
using CreditGate.Api.Subjects;
using CreditGate.Domain;
using CreditGate.Domain.Access;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Intake;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditGate.Api.Reports;

internal static class ReportsApi
{
    private const string FormatText = "json (default), or html: a page made for print.";

    public static void MapReports(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/reports").WithTags("Reports").Needs(Scope.Check).LooksForSubjects();
        group.MapPost("/", MakeAsync)
            .WithName("MakeReport").WithSummary("Credit report of a subject, for procurement, funds and other matters (公共信用信息报告)")
            .WithDescription("A check for the matter with the sections of the national report around its answer: what the platform holds and may show, never what is repaired, withdrawn, removed or not public. "
                + "Its receipt is that of the check, and proves it; the digest proves the content. Of a person only with purpose and case number; not for scenes, where only the benefit is told.")
            .Produces<ReportResponse>().Produces<string>(StatusCodes.Status200OK, "text/html")
            .ProducesInputProblems().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapPost("/verify", VerifyAsync).Needs(Scope.Check | Scope.Audit)
            .WithName("VerifyReport").WithSummary("Is this printed report genuine? (报告核验)")
            .WithDescription("Takes receipt and digest as they stand at the foot of the page; the report is made again from the ledger and compared.")
            .ProducesInputProblems();
        routes.MapGroup("/v1/receipts").WithTags("Reports").Needs(Scope.Check | Scope.Audit).MapGet("/{id:guid}/report", GetAsync)
            .WithName("GetReport").WithSummary("The report of a receipt, printed again as it was")
            .WithDescription("Marked when the subject has changed since.")
            .Produces<ReportResponse>().Produces<string>(StatusCodes.Status200OK, "text/html")
            .ProducesAccessProblems().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> MakeAsync(
        ReportBody body, [Description(FormatText)] string? format,
        CheckService checks, ReportDesk desk, ReportText text, Catalogue catalogue, PlatformClock clock, HttpContext context, CancellationToken cancellation)
    {
        var (language, caller) = (RequestLanguage.Of(context), Caller.Of(context));
        if (Refused(body, format, caller, catalogue.At(clock.GetUtcNow())) is { } fault)
        {
            return Problem.Invalid([fault], language);
        }

        var row = new CheckRow { Subject = body.Subject, Matter = body.Matter, BusinessNumber = body.BusinessNumber, Purpose = body.Purpose, RequestId = body.RequestId };
        return await checks.Run(row, caller, Stopwatch.GetTimestamp(), cancellation) switch
        {
            { Receipt: { } ambiguous } when ReportDesk.IsAmbiguous(ambiguous) => Problem.Of(StatusCodes.Status409Conflict, ReportFaults.Ambiguous, language),
            { Receipt: { } receipt } when await desk.Of(receipt, cancellation) is { } made => Shown(made, format, text, language, Caller.Of(context)),
            { Forbidden: { } beyond } => Problem.Of(StatusCodes.Status403Forbidden, beyond, language),
            { RequestIdReused: true } => Problem.Of(StatusCodes.Status409Conflict, ProblemTexts.RequestIdReused, language),
            { Receipt: null, Faults: var faults } => Problem.Invalid(faults, language),
            _ => Problem.Of(StatusCodes.Status404NotFound, ProblemTexts.NotFound, language),
        };
    }

    private static async Task<IResult> GetAsync(
        [Description("Id of a receipt.")] Guid id, [Description(FormatText)] string? format, ReportDesk desk, ReportText text, PersonViews views, HttpContext context, CancellationToken cancellation)
    {
        var language = RequestLanguage.Of(context);
        if (format is not (null or "json" or "html"))
        {
            return Problem.Invalid([ReportFaults.Format], language);
        }

        if (await desk.Find(id, Caller.Of(context), cancellation) is not { } made)
        {
            return Problem.Of(StatusCodes.Status404NotFound, ProblemTexts.NotFound, language);
        }

        await views.NoteReceipt(made.Report.Receipt, "report", Caller.Of(context));
        return Shown(made, format, text, language, Caller.Of(context));
    }

    private static async Task<Results<Ok<ReportVerdictResponse>, ProblemHttpResult>> VerifyAsync(ReportClaim body, ReportDesk desk, HttpContext context, CancellationToken cancellation) =>
        body is not { Receipt: { } receipt, Digest: { Length: > 0 } digest }
            ? Problem.Invalid([ReportFaults.Incomplete], RequestLanguage.Of(context))
            : TypedResults.Ok(new ReportVerdictResponse(
                await desk.Find(receipt, Caller.Of(context), cancellation) is not { } made ? ReportVerdict.Unknown
                    : string.Equals(made.Report.Digest, digest.Trim(), StringComparison.OrdinalIgnoreCase) ? ReportVerdict.Genuine
                    : ReportVerdict.Altered,
                receipt));

    private static FieldFault? Refused(ReportBody body, string? format, Caller caller, Edition edition) =>
        format is not (null or "json" or "html") ? ReportFaults.Format
        : edition.Matters.TryGetValue(body.Matter ?? "", out var matter) && SceneVeil.Covers(caller.Organisation, body.Subject?.Person is null ? SubjectKinds.Entity : SubjectKinds.Person, matter) ? ReportFaults.Scene
        : null;

    private static IResult Shown(MadeReport made, string? format, ReportText text, Language language, Caller caller)
    {
        var response = text.Of(made.Report, made.Superseded, language, caller);
        return format == "html" ? TypedResults.Text(ReportPage.Html(response, made.Report.Receipt, language), "text/html", Encoding.UTF8) : TypedResults.Ok(response);
    }
}

internal static class ReportFaults
{
    public static readonly FieldFault Format = new("format", new("unknown-choice", new("不是可选值，可选：json、html。", "Not one of the choices: json, html.")));

    public static readonly FieldFault Scene = new("matter", new("no-report-for-scenes", new(
        "信易+场景只告知是否享受优惠，不出具报告。", "In Xinyi+ scenes only the benefit is told: there is no report.")));

    public static readonly FieldFault Incomplete = new("digest", new("missing", new("请提交报告末尾的查询凭证（receipt）与校验码（digest）。", "Send receipt and digest as they stand at the foot of the report.")));

    public static readonly Fault Ambiguous = new("ambiguous-subject", new(
        "姓名与证件号码不对应同一人，不能出具报告；请核对后重试。", "Name and number do not point to one person: there is no report. Check them and ask again."));
}

internal static class ReportServices
{
    public static IServiceCollection AddReports(this IServiceCollection services) => services.AddSingleton<ReportText>().AddSingleton<ReportDesk>();
}
