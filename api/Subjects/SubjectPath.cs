using CreditGate.Api.Auth;
using CreditGate.Api.Hosting;
using CreditGate.Api.Problems;
using CreditGate.Domain;
using CreditGate.Domain.Access;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Intake;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditGate.Api.Subjects;

/// <summary>A subject in a URL: a USCC, or a key given out earlier. An ID number is refused there without being repeated.</summary>
internal readonly record struct SubjectPath(SubjectKey? Key, FieldFault? Fault)
{
    /// <summary>The subject for this caller and why it is looked at; or, with the refusal, why not.</summary>
    public static (SubjectKey Key, ViewReason? Reason, ProblemHttpResult? Refusal) For(string text, ViewParameters view, HttpContext context) => Read(text) switch
    {
        { Fault: { } fault } => (default, null, Problem.Invalid([fault], RequestLanguage.Of(context))),
        { Key: { } key } when !Caller.Of(context).Limits.Allows(key) => (default, null, Problem.Of(StatusCodes.Status403Forbidden, AccessFaults.Subject, RequestLanguage.Of(context))),
        { Key: { Kind: SubjectKinds.Person } key } => ForPerson(key, view.Purpose, view.BusinessNumber, context),
        { Key: var key } when string.IsNullOrWhiteSpace(view.Purpose) || string.IsNullOrWhiteSpace(view.BusinessNumber) => (key!.Value, null, null),
        { Key: var key } => ForPerson(key!.Value, view.Purpose, view.BusinessNumber, context),       // nobody has to say why, but who does is held to it: records of an entity name persons
    };

    public static (SubjectKey Key, ViewReason? Reason, ProblemHttpResult? Refusal) ForPerson(SubjectKey key, string? purpose, string? businessNumber, HttpContext context, PersonName? person = null)
    {
        var today = LegalTime.DateOf(context.RequestServices.GetRequiredService<PlatformClock>().GetUtcNow());
        var (reason, faults) = ViewReason.Read(purpose, businessNumber, today, person);
        return reason is null ? (default, null, Problem.Invalid(faults, RequestLanguage.Of(context))) : (key, reason, null);
    }

    public static SubjectPath Read(string text)
    {
        if (SubjectKey.TryParse(text, out var key))
        {
            return new SubjectPath(key, null);
        }

        var parsed = Uscc.Parse(text);
        return parsed.Value is { } uscc
            ? new SubjectPath(SubjectKey.Of(uscc), null)
            : new SubjectPath(null, new FieldFault("subject", PersonalText.HoldsId(text) ? IdInUrl : parsed.Fault!));
    }

    private static readonly Domain.Fault IdInUrl = new("id-number-in-url", new(
        "身份号码不得出现在网址中，请改用 POST /v1/subjects/lookup。", "ID numbers must not stand in a URL: use POST /v1/subjects/lookup."));
}
