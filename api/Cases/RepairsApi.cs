using CreditGate.Api.Auth;
using CreditGate.Api.Hosting;
using CreditGate.Domain.Cases;
using CreditGate.Domain.Intake.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditGate.Api.Cases;

internal static class RepairsApi
{
    private static readonly CaseTexts Texts = new(CaseKind.Repair, "repairs", "Repairs", "RP")
    {
        Open = new(
            "ApplyForRepair",
            "Apply for repair of a record (信用修复)",
            "To the unit that decided, or by the single window: the case is the same. Incomplete, it is returned with what is missing. "
            + "The unit decides on acceptance within 3 working days and on the result within 10. The case is judged by the periods in force on the day of receipt."),
        List = new("ListRepairs", "Repairs of the caller's records, or taken in by it"),
        Get = new("GetRepair", "One repair"),
        Step = new(
            "TakeRepairStep",
            "Take a repair on: accept, decide, publish, close, revoke",
            "Only the unit that provided or designated the record accepts, decides and publishes the statement (INV-10). With the statement the record is gone from every check, list and feed; "
            + "the repair itself is kept. False material, found later, restores the record and bars further repair for 36 months."),
    };

    public static void MapRepairs(this IEndpointRouteBuilder routes) => routes.MapCases(Texts, ApplyAsync);

    private static Task<Results<Ok<CaseBody>, ProblemHttpResult>> ApplyAsync(RepairApplicationRow body, CaseService cases, HttpContext context, CancellationToken cancellation) =>
        cases.Open(Texts.Prefix, reader => reader.Read(body), Caller.Of(context), RequestLanguage.Of(context), cancellation);
}
