using CreditGate.Actors.Changes;
using CreditGate.Actors.Nodes;
using CreditGate.Domain;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CreditGate.Silo.Hosting;

/// <summary>Forgets feed entries that are older than the feed is kept, once a day.</summary>
internal sealed partial class FeedCleaner(IChangeLedger changes, ISoleWork sole, PlatformClock clock, ILogger<FeedCleaner> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromDays(1);

    private readonly ILogger<FeedCleaner> _logger = logger;

    public async Task<int> Clean()
    {
        var forgotten = await changes.Forget(clock.GetUtcNow().AddDays(-FeedRetention.Days));
        if (forgotten > 0)
        {
            LogForgotten(forgotten, FeedRetention.Days);
        }

        return forgotten;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        do
        {
            try
            {
                await sole.TryRun("feed", Clean, stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(2211, LogLevel.Information, "Forgot {Count} entries of the change feed older than {Days} days")]
    private partial void LogForgotten(int count, int days);

    [LoggerMessage(2212, LogLevel.Error, "Old entries of the change feed could not be forgotten; tomorrow it is tried again")]
    private partial void LogFailed(Exception failure);
}
