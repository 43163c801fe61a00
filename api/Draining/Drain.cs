namespace CreditGate.Api.Draining;

/// <summary>The time between "send me nothing more" and the end: the node is not ready, and serves whatever still comes.</summary>
internal sealed partial class Drain(DrainTime duration, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<Drain> logger)
{
    private readonly ILogger<Drain> _logger = logger;
    private int _begun;

    public bool IsUnderWay => Volatile.Read(ref _begun) != 0;

    /// <summary>Waits until whoever balances the load has seen it, then stops the process. A second call stops it at once.</summary>
    public async Task Run()
    {
        if (Interlocked.Increment(ref _begun) == 1 && duration.Value > TimeSpan.Zero)
        {
            LogBegins((int)duration.Value.TotalSeconds);
            try
            {
                await Task.Delay(duration.Value, time, lifetime.ApplicationStopping);
            }
            catch (OperationCanceledException)
            {
                return;     // stopped in the meantime, by a second signal or by the host
            }
        }

        lifetime.StopApplication();
    }

    [LoggerMessage(3051, LogLevel.Information, "Asked to stop: not ready from now on, serving for {Seconds} s more")]
    private partial void LogBegins(int seconds);
}

/// <param name="Value">How long; zero stops at once.</param>
internal sealed record DrainTime(TimeSpan Value);
