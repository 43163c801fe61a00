using CreditGate.Api.Auth;
using CreditGate.Api.Hosting;
using CreditGate.Domain.Cases;
using CreditGate.Domain.Intake.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditGate.Api.Cases;

internal static class ActionsApi
{
    private static readonly CaseTexts Texts = new(CaseKind.JointAction, "actions", "Actions", "JA")
    {
        Open = new(
            "InitiateAction",
            "Initiate a joint action on a subject that the caller designated (发起)",
            "The entry must stand published on the platform (INV-05). Which departments have to act, by which measures or incentives and in which matters, follows from the catalogue. "
            + "Across sectors that needs nothing; with regions the governments of these counties and districts (D55) get tasks too, of every matter concerned (跨区域). "
            + "Each of them gets its tasks, in the change feed and in its list; feedback is due in 5 working days. "
            + "An objection, a stay, a repair, a withdrawal or the end of the term reaches open tasks in the same commit, without anybody's doing."),
        List = new("ListActions", "Joint actions that the caller initiated, or has tasks in"),
        Get = new("GetAction", "One joint action with its tasks"),
        Step = new(
            "TakeActionStep",
            "Respond to a joint action: acknowledge, start, feed back (响应, 执行反馈)",
            "For the caller's own tasks, all of them or those of one rule or region. Feedback after start tells what was done; feedback after acknowledge tells why it does not apply."),
    };

    public static void MapActions(this IEndpointRouteBuilder routes) => routes.MapCases(Texts, InitiateAsync);

    private static Task<Results<Ok<CaseBody>, ProblemHttpResult>> InitiateAsync(ActionRow body, CaseService cases, HttpContext context, CancellationToken cancellation) =>
        cases.Open(Texts.Prefix, reader => reader.Read(body), Caller.Of(context), RequestLanguage.Of(context), cancellation);
}
