namespace CreditGate.Push;

/// <summary>How patient a run is with a connection that breaks and a service that is busy.</summary>
internal sealed record RetryPace
{
    public static RetryPace Default { get; } = new();

    /// <summary>Wait after the first failure; each further one doubles it. Default 1 second.</summary>
    public TimeSpan First { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait of our own choosing; Retry-After may ask for more. Default 30 seconds.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A connection on which nothing moves for so long is given up. Default 5 minutes: the service reads a file of millions of rows once before it answers.</summary>
    public TimeSpan Stall { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Events that stay away for so long are asked for again. Default 45 seconds, three heartbeats.</summary>
    public TimeSpan Quiet { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>Between two questions where events do not come through. Default 2 seconds.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long nothing may get on before the run gives up. Default 10 minutes.</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromMinutes(10);

    /// <param name="failures">In a row, from 1.</param>
    public TimeSpan Wait(int failures) => TimeSpan.FromTicks(Math.Min(Longest.Ticks, First.Ticks << Math.Min(failures - 1, 20)));
}
