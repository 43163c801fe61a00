using CreditGate.Actors.Ledger;
using CreditGate.Contracts.Subjects;
using CreditGate.Domain.Standings;
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
                while (await Sweep(stoppingToken) == AtOnce)
                {
                    // All of a full batch arrived, so there may be more.
                }
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Returns how many were delivered.</summary>
    private async Task<int> Sweep(CancellationToken cancellation)
    {
        var delivered = 0;
        foreach (var mirror in await ledger.PendingMirrors(AtOnce, cancellation))
        {
            cancellation.ThrowIfCancellationRequested();
            delivered += await TryDeliver(mirror, cancellation) ? 1 : 0;
        }

        if (delivered > 0)
        {
            LogDelivered(delivered);
        }

        return delivered;
    }

    /// <summary>One person who cannot be reached never keeps the mirrors of others.</summary>
    private async Task<bool> TryDeliver(PendingMirror mirror, CancellationToken cancellation)
    {
        try
        {
            await grains.GetGrain<ISubjectGrain>(mirror.Person.Value).Mirror(new MirrorCommand(mirror.Record, Actor));
            await ledger.MirrorsDelivered([mirror]);
            return true;
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            LogNotDelivered(failure, mirror.Person.Value);
            return false;
        }
    }

    [LoggerMessage(2101, LogLevel.Information, "Delivered {Count} mirrors that were still owed")]
    private partial void LogDelivered(int count);

    [LoggerMessage(2102, LogLevel.Error, "Mirrors that are owed could not be read; the next sweep tries again")]
    private partial void LogFailed(Exception failure);

    [LoggerMessage(2103, LogLevel.Error, "A mirror did not reach person {Person}; the next sweep tries again")]
    private partial void LogNotDelivered(Exception failure, string person);
}
