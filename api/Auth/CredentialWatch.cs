using CreditGate.Actors.Nodes;
using CreditGate.Contracts.Credentials;

namespace CreditGate.Api.Auth;

/// <summary>Takes credentials that were taken back out of this node's memory: when told, and twice a second in case nobody got through. New ones are asked for when they come.</summary>
internal sealed partial class CredentialWatch(CredentialCache cache, IGrainFactory grains, Notices notices, TimeProvider time, ILogger<CredentialWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly ILogger<CredentialWatch> _logger = logger;
    private readonly SemaphoreSlim _told = new(0, 1);
    private bool _isSilent;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        notices.Heard += Hear;
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        notices.Heard -= Hear;
        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        base.Dispose();
        _told.Dispose();
    }

    /// <summary>After a change made here: this node is the first to go by it.</summary>
    public Task Look() => TryLook(CancellationToken.None);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await _told.WaitAsync(Period, stoppingToken);
            await TryLook(stoppingToken);
        }
    }

    private async Task TryLook(CancellationToken stopping)
    {
        try
        {
            if (await grains.GetGrain<ICredentialsGrain>(ICredentialsGrain.Key).Since(cache.Version).AsTask().WaitAsync(Patience, time, stopping) is { } list)
            {
                cache.Keep(list);
            }

            _isSilent = false;
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            if (!_isSilent)
            {
                LogNotSeen(failure);
            }

            _isSilent = true;
        }
    }

    private void Hear(Notice what)
    {
        if (what.HasFlag(Notice.Credentials) && _told.CurrentCount == 0)
        {
            _told.Release();
        }
    }

    [LoggerMessage(3011, LogLevel.Warning, "The list of credentials cannot be seen; keys known to this node are taken as before until it can")]
    private partial void LogNotSeen(Exception failure);
}
