using CreditGate.Actors.Evidence;
using Microsoft.AspNetCore.Mvc;

namespace CreditGate.Api.Hosting;

/// <summary>Seals what is there, which otherwise happens within a minute: so that what sealing costs is counted to the checks that are sealed. Mapped with --bench only.</summary>
internal static class SealingNow
{
    private sealed record Sealed(long Entries);

    public static void MapSealing(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/bench/seal", static async ([FromServices] IEvidenceSealer sealer, CancellationToken cancellation) => TypedResults.Ok(new Sealed(await sealer.SealAll(cancellation))))
            .AllowAnonymous().ExcludeFromDescription();
}
