using CreditGate.Actors.Ledger;
using CreditGate.Api.Hosting;
using CreditGate.Domain;
using CreditGate.Domain.Calendars;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditGate.Api.Health;

/// <param name="Status">ready, starting or unconfirmed.</param>
/// <param name="ConfirmedAt">When this node last heard from the ledger.</param>
internal sealed record HealthBody(string Status, DateTimeOffset ConfirmedAt);

internal static class HealthApi
{
    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/health").WithTags("Health").AllowAnonymous();
        group.MapGet("/live", static () => TypedResults.Text("live"))
            .WithName("Live")
            .WithSummary("The process runs")
            .Produces<string>(StatusCodes.Status200OK, "text/plain");
        group.MapGet("/ready", Ready).WithName("Ready").WithSummary("The service is warm and in touch with its ledger")
            .Produces<HealthBody>(StatusCodes.Status503ServiceUnavailable);
        return routes;
    }

    private static Results<Ok<HealthBody>, JsonHttpResult<HealthBody>> Ready(WarmUp warmUp, LedgerPulse pulse, PlatformClock clock)
    {
        var inTouch = clock.GetUtcNow() - pulse.ConfirmedAt <= LedgerPulse.Limit * 5;
        var body = new HealthBody(!warmUp.IsDone ? "starting" : inTouch ? "ready" : "unconfirmed", pulse.ConfirmedAt.ToOffset(LegalTime.ChinaStandardTime));
        return body.Status == "ready" ? TypedResults.Ok(body) : TypedResults.Json(body, statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
