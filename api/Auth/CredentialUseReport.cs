using CreditGate.Contracts.Credentials;

namespace CreditGate.Api.Auth;

/// <summary>Tells once a minute which credentials were used in this hour, and once more at the stop. A request only sets a mark in memory.</summary>
internal sealed partial class CredentialUseReport(CredentialCache cache, IGrainFactory grains, TimeProvider time, ILogger<CredentialUseReport> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ILogger<CredentialUseReport> _logger = logger;

    /// <summary>Tells now.</summary>
    public async Task Tell()
    {
        try
        {
            if (cache.Uses() is { Length: > 0 } uses)
            {
                await grains.GetGrain<ICredentialsGrain>(ICredentialsGrain.Key).Note(uses).AsTask().WaitAsync(Patience, time);
            }
        }
        catch (Exception failure)
        {
            LogNotTold(failure);        // the marks stay, and go with the next report
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Tell();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await Tell();
        }
    }

    [LoggerMessage(3012, LogLevel.Warning, "When credentials were last used could not be kept; tried again in a minute")]
    private partial void LogNotTold(Exception failure);
}
