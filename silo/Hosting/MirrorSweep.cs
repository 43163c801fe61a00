using CreditGate.Actors.Ledger;
using CreditGate.Contracts.Subjects;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CreditGate.Silo.Hosting;

/// <summary>Delivers mirrors that a crash left between an entity's commit and the persons its record names.</summary>
internal sealed partial class MirrorSweep(ISubjectLedger ledger, IGrainFactory grains, ILogger<MirrorSweep> logger) : BackgroundService
{
    private const int AtOnce = 500;
    private const string Actor = "mirror-sweep";
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(15);

    private readonly ILogger<MirrorSweep> _logger = logger;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period);
        do
        {
            try
            {
                await Sweep(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                LogFailed(failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task Sweep(CancellationToken cancellation)
    {
        var pending = await ledger.PendingMirrors(AtOnce, cancellation);
        foreach (var mirror in pending)
        {
            await grains.GetGrain<ISubjectGrain>(mirror.Person.Value).Mirror(new MirrorCommand(mirror.Record, Actor));
            await ledger.MirrorsDelivered([mirror]);
        }

        if (pending.Count > 0)
        {
            LogDelivered(pending.Count);
        }
    }

    [LoggerMessage(2101, LogLevel.Information, "Delivered {Count} mirrors that were still owed")]
    private partial void LogDelivered(int count);

    [LoggerMessage(2102, LogLevel.Error, "Mirrors could not be delivered; the next sweep tries again")]
    private partial void LogFailed(Exception failure);
}
