using CreditGate.Api.Auth;
using CreditGate.Api.Docs;
using CreditGate.Api.Hosting;
using CreditGate.Domain.Cases;
using CreditGate.Domain.Intake.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditGate.Api.Cases;

internal static class ObjectionsApi
{
    private static readonly CaseTexts Texts = new(CaseKind.Objection, "objections", "Objections", "OB")
    {
        Open = new(
            "SubmitObjection",
            "Submit an objection to a record (异议)",
            "A complete submission is accepted, marks the record and suspends the measures that rest on it in one turn: the next check shows it. "
            + "An incomplete one is returned, with what is missing. Verification is due 20 calendar days after receipt; while it is overdue, measures stay suspended. "
            + "A statutory ban is not stayed by an objection."),
        List = new("ListObjections", "Objections to the caller's records, or taken in by it"),
        Get = new("GetObjection", "One objection"),
        Step = new(
            "TakeObjectionStep",
            "Take an objection on: verify, conclude, notify, close",
            "The provider of the record verifies and concludes: uphold (measures resume), correct (push the corrected record first) or withdraw. "
            + "What the workflow or a guard does not allow is refused with its code; nothing has changed then."),
    };

    public static void MapObjections(this IEndpointRouteBuilder routes) => routes.MapCases(Texts, SubmitAsync)
        .MapGet("/{id}/restoration", RestorationApi.GetAsync)
        .WithName("GetRestoration")
        .WithSummary("Past answers that rested on a record that was wrong")
        .WithDescription("All of them for the operator and the provider; to another department its own, to work off. Found by receipts, which reach the ledger a moment after their answers.")
        .ProducesAccessProblems().ProducesProblem(StatusCodes.Status404NotFound);

    private static Task<Results<Ok<CaseBody>, ProblemHttpResult>> SubmitAsync(ObjectionRow body, CaseService cases, HttpContext context, CancellationToken cancellation) =>
        cases.Open(Texts.Prefix, reader => reader.Read(body), Caller.Of(context), RequestLanguage.Of(context), cancellation);
}
