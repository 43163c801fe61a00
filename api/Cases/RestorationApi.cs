using System.ComponentModel;
using CreditGate.Actors.Cases;
using CreditGate.Api.Auth;
using CreditGate.Api.Hosting;
using CreditGate.Api.Problems;
using CreditGate.Api.Subjects;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Cases;
using CreditGate.Domain.Cases.Objections;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditGate.Api.Cases;

/// <summary>恢复信誉: the answers that are to be set right because they rested on a record that was wrong.</summary>
internal static class RestorationApi
{
    public static async Task<Results<Ok<RestorationBody>, ProblemHttpResult>> GetAsync(
        [Description(CaseRoutes.IdInUrl)] string id, CaseService cases, PastAnswers answers, PersonViews views, HttpContext context, CancellationToken cancellation)
    {
        var caller = Caller.Of(context);
        if (await cases.See(CaseKind.Objection, id, caller, cancellation) is not { Case: ObjectionCase { FoundWrong: true } objection } stored)
        {
            return Problem.Of(StatusCodes.Status404NotFound, CaseDesk.NoCase, RequestLanguage.Of(context));
        }

        var seesAll = caller.MaySee(objection.Record.Source);
        var found = new List<PastAnswerBody>();
        await foreach (var (receipt, reliance) in answers.On(stored.Subject.Value, objection, cancellation))
        {
            if (seesAll || receipt.Organisation == caller.Organisation)
            {
                found.Add(new PastAnswerBody(
                    receipt.Id, receipt.Organisation, receipt.Matter, receipt.BusinessNumber, receipt.DecidedAt.ToOffset(LegalTime.ChinaStandardTime), receipt.Ruling.Outcome, reliance));
            }
        }

        await views.NoteCases([stored], "restoration", caller);
        return TypedResults.Ok(new RestorationBody(id, [.. found]));
    }
}
