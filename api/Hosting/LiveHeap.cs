using CreditGate.Actors.Subjects;

namespace CreditGate.Api.Hosting;

/// <summary>What is alive after a full collection, and how many subjects are in memory: to tell what one of them takes. Mapped with --bench only.</summary>
internal static class LiveHeap
{
    private sealed record Alive(long HeapBytes, int Subjects);

    public static void MapLiveHeap(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/bench/collect", static (ActiveSubjects active) => TypedResults.Ok(Collect(active))).AllowAnonymous().ExcludeFromDescription();

    private static Alive Collect(ActiveSubjects active)
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
        return new Alive(GC.GetTotalMemory(forceFullCollection: false), active.Count);
    }
}
