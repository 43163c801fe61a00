using Microsoft.Extensions.Hosting;

namespace CreditGate.Actors.Nodes;

/// <summary>Work that is done when another node tells of something, and once a second in case nobody got through. It is tried again and again; that it fails is told once, until it has succeeded.</summary>
public abstract class NoticedWork(Notices notices, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _told = new(0, 1);
    private bool _isSilent;

    /// <summary>How often the work is done when nobody tells.</summary>
    protected virtual TimeSpan Period => TimeSpan.FromSeconds(1);

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
        GC.SuppressFinalize(this);
    }

    /// <summary>Calls <see cref="Wake"/> when it is of concern. Must not block nor fail.</summary>
    protected abstract void Hear(Notice what);

    /// <summary>Does the work once; given up after a second.</summary>
    protected abstract Task Work(CancellationToken stopping);

    protected abstract void LogFailed(Exception failure);

    /// <summary>The work is done once more, at once.</summary>
    protected void Wake()
    {
        try
        {
            _told.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is told already.
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await _told.WaitAsync(Period, stoppingToken);
            await Try(stoppingToken);
        }
    }

    protected async Task Try(CancellationToken stopping)
    {
        try
        {
            await Work(stopping).WaitAsync(Patience, time, stopping);
            _isSilent = false;
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            if (!_isSilent)
            {
                LogFailed(failure);
            }

            _isSilent = true;
        }
    }
}
