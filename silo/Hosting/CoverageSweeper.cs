using CreditGate.Actors.Coverage;
using CreditGate.Actors.Nodes;
using CreditGate.Domain;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CreditGate.Silo.Hosting;

/// <summary>Has one node look through new receipts for coverage, every 10 seconds.</summary>
internal sealed partial class CoverageSweeper(CoverageSweep sweep, ISoleWork sole, PlatformClock clock, ILogger<CoverageSweeper> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private readonly ILogger<CoverageSweeper> _logger = logger;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        do
        {
            try
            {
                await sole.TryRun("coverage", () => All(stoppingToken), stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task All(CancellationToken cancellation)
    {
        while (await sweep.Sweep(cancellation))
        {
            cancellation.ThrowIfCancellationRequested();
        }
    }

    [LoggerMessage(2241, LogLevel.Error, "New receipts could not be set beside the cases; the next sweep goes on where this one stood")]
    private partial void LogFailed(Exception failure);
}
