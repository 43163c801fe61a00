using System.Collections.Immutable;
using System.ComponentModel;
using System.Text;
using CreditGate.Actors.Subjects;
using CreditGate.Api.Auth;
using CreditGate.Api.Docs;
using CreditGate.Api.Hosting;
using CreditGate.Api.Problems;
using CreditGate.Api.Subjects;
using CreditGate.Contracts.Subjects;
using CreditGate.Domain;
using CreditGate.Domain.Access;
using CreditGate.Domain.Cases;
using CreditGate.Domain.Cases.Repairs;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Evidence;
using CreditGate.Domain.Records;

namespace CreditGate.Api.Cases.Notices;

/// <summary>Which record, and in which form.</summary>
internal sealed record NoticeParameters(
    [property: Description("Organisation code of the unit that provided the record.")] string Source,
    [property: Description("Decision or document number.")] string Number,
    [property: Description("List code of a list entry; left out for a penalty.")] string? List,
    [property: Description("json (default), text, or html for print.")] string? Format);

/// <param name="PossibleFrom">First day on which an application can be accepted.</param>
/// <param name="PublicityEndsOn">Last day of publicity, inclusive; absent when none is foreseen while duties are outstanding.</param>
/// <param name="Edition">In force on the first possible day: it judges an application of that day.</param>
/// <param name="AcceptanceDueOn">Of an application received on the first possible day.</param>
/// <param name="ResultDueOn">Of an application received on the first possible day.</param>
/// <param name="Unconfirmed">What rests on own knowledge and is to be confirmed before it has legal effect.</param>
internal sealed record NoticeBody(
    string Subject, string? Name, RecordRef Record, Severity Severity, bool SeverityStated, DateOnly DecidedOn, DateOnly? PublicityEndsOn, DateOnly PossibleFrom, string Edition,
    DateOnly AcceptanceDueOn, DateOnly ResultDueOn, ImmutableArray<NoticeRemark> Unconfirmed, string Title, IReadOnlyList<string> Paragraphs);

/// <summary>两书同达: the repair notice of a record, to be handed over with the decision.</summary>
internal static class NoticeApi
{
    private static readonly Domain.Intake.FieldFault Unknown = new("format", new("unknown-choice", new("不是可选值，可选：json、text、html。", "Not one of the choices: json, text, html.")));

    public static void MapRepairNotice(this IEndpointRouteBuilder routes) => routes.MapGroup("/v1/subjects").WithTags("Repairs").Needs(Scope.Check | Scope.Repair | Scope.Audit)
        .MapGet("/{subject}/repair-notice", GetAsync)
        .WithName("GetRepairNotice")
        .WithSummary("Repair notice of a penalty or listing (信用修复主动告知书)")
        .WithDescription(
            "Goes with the decision (两书同达). Its days are computed by the code that judges the repair. As JSON, as plain text, or as a page made for print. "
            + "A record that was repaired, withdrawn or shielded has none.")
        .Produces<NoticeBody>().Produces<string>(StatusCodes.Status200OK, "text/plain", "text/html")
        .ProducesAccessProblems().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> GetAsync(
        [Description(SubjectsApi.SubjectInUrl)] string subject, [AsParameters] NoticeParameters parameters, [AsParameters] ViewParameters view, PersonViews views, IGrainFactory grains, Catalogue catalogue, PlatformClock clock, HttpContext context)
    {
        var language = RequestLanguage.Of(context);
        var (key, reason, refusal) = SubjectPath.For(subject, view, context);
        if (refusal is not null)
        {
            return refusal;
        }

        if (parameters.Format is not (null or "json" or "text" or "html"))
        {
            return Problem.Invalid([Unknown], language);
        }

        var at = clock.GetUtcNow();
        var look = await grains.Subject(key).Look(new LookQuery(Consistency.Default, 0));
        var reference = new RecordRef(parameters.Source, parameters.List is null ? RecordKind.Penalty : RecordKind.ListEntry, parameters.Number, parameters.List);
        if (RepairNotice.Of(look.Standing, reference, catalogue, at) is not { } notice)
        {
            return Problem.Of(StatusCodes.Status404NotFound, CaseFaults.NoRecord, language);
        }

        await views.Note(key, reason, "repairNotice", context);
        return Shown(notice, parameters.Format, language);
    }

    private static IResult Shown(RepairNotice notice, string? format, Language language)
    {
        var unit = notice.Edition.Departments.TryGetValue(notice.Record.Source, out var known) ? known.Name.In(language) : notice.Record.Source;
        var text = NoticeText.Of(notice, unit, language);
        return format switch
        {
            "text" => TypedResults.Text(NoticePage.Text(text, language), "text/plain", Encoding.UTF8),
            "html" => TypedResults.Text(NoticePage.Html(text, language), "text/html", Encoding.UTF8),
            _ => TypedResults.Ok(new NoticeBody(
                notice.Subject.Value, notice.Name, notice.Record.Ref, notice.Severity, notice.IsSeverityStated, notice.Record.DecidedOn, notice.PublicityEndsOn, notice.PossibleFrom, notice.Edition.Id,
                notice.Acceptance.DueOn, notice.Result.DueOn, notice.Unconfirmed, text.Title, text.Paragraphs)),
        };
    }
}
