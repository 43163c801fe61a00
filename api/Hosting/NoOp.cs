namespace CreditGate.Api.Hosting;

/// <summary>A JSON endpoint of the same process that does nothing: the floor to measure checks against. Mapped with --bench only.</summary>
internal static class NoOp
{
    private sealed record Body(string? Subject, string? Matter, string? BusinessNumber);

    private sealed record Answer(string Outcome, string Filler);

    // So that the answer is as long as those of loadtests/Scenarios/peers.json.
    private static readonly string Filler = new('x', 1_099);

    public static void MapNoOp(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/bench/noop", static (Body body) => TypedResults.Ok(new Answer("proceed", Filler))).AllowAnonymous().ExcludeFromDescription();
}
