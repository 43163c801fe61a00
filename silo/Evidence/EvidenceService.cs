using CreditGate.Domain;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CreditGate.Silo.Evidence;

/// <summary>Seals and copies, again and again: what is new is sealed and copied within a minute, unless ledger or directory fail.</summary>
internal sealed partial class EvidenceService(LogSealer sealer, CheckpointCopies? copies, PlatformClock clock, ILogger<EvidenceService> logger) : BackgroundService
{
    /// <summary>Half of what is promised, so that one slow turn breaks no promise.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(30);

    private readonly ILogger<EvidenceService> _logger = logger;

    /// <summary>One turn.</summary>
    public async Task Turn(CancellationToken cancellation)
    {
        await sealer.SealAll(Period / 2, cancellation);
        if (copies is not null)
        {
            await copies.Copy(cancellation);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (copies is null)
        {
            LogNoCopies();
        }

        using var timer = new PeriodicTimer(Period, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Turn(stoppingToken);
            }
            catch (OtherHistoryException other)
            {
                LogOtherHistory(other);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(failure);
            }
        }
    }

    [LoggerMessage(2811, LogLevel.Information, "Checkpoints of the evidence log are copied nowhere: name a directory outside with --checkpoints, or nobody can tell what was changed with full rights on the database")]
    private partial void LogNoCopies();

    [LoggerMessage(2812, LogLevel.Critical, "The ledger does not continue the checkpoints that were copied outside; it was set back, replaced or changed")]
    private partial void LogOtherHistory(Exception other);

    [LoggerMessage(2813, LogLevel.Error, "Sealing or copying the evidence log failed; it is tried again at the next turn")]
    private partial void LogFailed(Exception failure);
}
