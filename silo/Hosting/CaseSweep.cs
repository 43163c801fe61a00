using CreditGate.Actors.Nodes;
using CreditGate.Contracts.Cases;
using CreditGate.Domain;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CreditGate.Silo.Hosting;

/// <summary>Has the cluster's one sweep over cases run every 10 seconds, whichever nodes are there.</summary>
internal sealed partial class CaseSweep(IGrainFactory grains, PlatformClock clock, ILogger<CaseSweep> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    // New receipts are looked through page by page, 80 pages at 8,000 checks a second: at one stretch they held up every check of half a second.
    private static readonly TimeSpan LeftToChecks = Period / 2;

    private readonly ILogger<CaseSweep> _logger = logger;

    /// <summary>Settles everything that is due now.</summary>
    public async Task Sweep(CancellationToken cancellation)
    {
        var breather = new Breather(LeftToChecks, TimeProvider.System);
        while (await grains.GetGrain<ICaseSweepGrain>(ICaseSweepGrain.Key).Sweep())
        {
            await breather.Rest(cancellation);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        do
        {
            try
            {
                await Sweep(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(2231, LogLevel.Error, "What is due in cases could not be entered; the next sweep tries again, and measures stay as they are meanwhile")]
    private partial void LogFailed(Exception failure);
}
