using CreditGate.Actors.Nodes;
using CreditGate.Actors.Retention;
using CreditGate.Domain;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CreditGate.Silo.Hosting;

/// <summary>Has one node remove what is not to be kept any longer, once an hour.</summary>
internal sealed partial class RetentionCleaner(
    RetentionSweep sweep, PersonSweep persons, EntitySweep entities, ViewSweep views, IRetentionLedger ledger, ErasureWork erasures, ISoleWork sole, PlatformClock clock, ILogger<RetentionCleaner> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    private readonly ILogger<RetentionCleaner> _logger = logger;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        do
        {
            try
            {
                await sole.TryRun("retention", () => Clean(stoppingToken), stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task Clean(CancellationToken cancellation)
    {
        if (await sweep.Sweep(cancellation) is > 0 and var removed)
        {
            LogRemoved(removed);
        }

        if (await Ordered(persons, cancellation) is > 0 and var erased)
        {
            LogErased(erased);
        }

        if (await Ordered(entities, cancellation) is > 0 and var ended)
        {
            LogEndedErased(ended);
        }

        foreach (var open in (await ledger.Erasures(cancellation)).Where(static erasure => erasure.FinishedAt is null))
        {
            await TryErase(open, cancellation);
        }

        if (await views.Sweep(cancellation) is > 0 and var gone)
        {
            LogViewsRemoved(gone);
        }
    }

    /// <summary>Subjects that cannot be judged now keep no ordered erasure from being carried out.</summary>
    private async Task<int> Ordered(QuietSweep quiet, CancellationToken cancellation)
    {
        try
        {
            return await quiet.Sweep(cancellation);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            LogFailed(failure);
            return 0;
        }
    }

    /// <summary>One erasure that fails never keeps the others from being carried out.</summary>
    private async Task TryErase(OrderedErasure open, CancellationToken cancellation)
    {
        try
        {
            if (await erasures.CarryOut(open, cancellation) is { } waits)
            {
                LogWaits(open.Act.Id, waits.Code);
            }
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            LogNotErased(failure, open.Act.Id);
        }
    }

    [LoggerMessage(2255, LogLevel.Information, "The information of {Count} persons whose period of keeping is over is being erased; each order stands in the evidence log")]
    private partial void LogErased(int count);

    [LoggerMessage(2257, LogLevel.Information, "The histories of {Count} deregistered entities whose period of keeping is over are being removed; each order stands in the evidence log")]
    private partial void LogEndedErased(int count);

    [LoggerMessage(2256, LogLevel.Information, "Removed {Count} entries of lists of who looked at a person, their period of keeping being over; the acts that say who looked stand in the evidence log")]
    private partial void LogViewsRemoved(long count);

    [LoggerMessage(2253, LogLevel.Warning, "Erasure {Erasure} waits: {Code}")]
    private partial void LogWaits(Guid erasure, string code);

    [LoggerMessage(2254, LogLevel.Error, "Erasure {Erasure} could not be carried out; in an hour it is gone on with where it stood")]
    private partial void LogNotErased(Exception failure, Guid erasure);

    [LoggerMessage(2251, LogLevel.Information, "Removed the content of {Count} receipts whose period of keeping is over; each removal stands in the evidence log")]
    private partial void LogRemoved(long count);

    [LoggerMessage(2252, LogLevel.Error, "What is not to be kept any longer could not be removed; in an hour it is gone on with where it stood")]
    private partial void LogFailed(Exception failure);
}
