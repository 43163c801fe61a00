using CreditGate.Actors.Nodes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CreditGate.Actors.Subjects;

/// <summary>Delivers mirrors that a crash left between an entity's commit and the persons its record names.</summary>
internal sealed partial class MirrorSweep(OwedMirrors mirrors, ISoleWork sole, ILogger<MirrorSweep> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(15);

    private readonly ILogger<MirrorSweep> _logger = logger;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period);
        do
        {
            try
            {
                await sole.TryRun("mirrors", () => mirrors.Deliver(stoppingToken), stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(2102, LogLevel.Error, "Mirrors that are owed could not be read; the next sweep tries again")]
    private partial void LogFailed(Exception failure);
}
