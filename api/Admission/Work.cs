namespace CreditGate.Api.Admission;

/// <summary>What a request asks of the service, and so how it waits when there is too much to do.</summary>
internal enum Work
{
    /// <summary>Reading what is known; waits behind single checks. What an endpoint is that says nothing else.</summary>
    Ask,

    /// <summary>A single check: somebody waits at a counter. First of all.</summary>
    Check,

    /// <summary>Many checks in one request; each of them waits behind single checks.</summary>
    Batch,

    /// <summary>Rows that wait for the ledger; each subject of them waits behind single checks.</summary>
    Push,

    /// <summary>A file: long, and bound by the sender's line.</summary>
    Upload,

    /// <summary>A caller who listens, for minutes, and costs next to nothing.</summary>
    Follow,

    /// <summary>What an operator needs most when everything else is refused. Never refused.</summary>
    Operate,
}

internal static class WorkMetadata
{
    private sealed record Marked(Work Work);

    public static TBuilder Is<TBuilder>(this TBuilder endpoints, Work work)
        where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(new Marked(work));

    public static Work Of(Endpoint? endpoint) => endpoint?.Metadata.GetMetadata<Marked>()?.Work ?? Work.Ask;
}
