using CreditGate.Actors.Changes;
using CreditGate.Actors.Ledger;
using CreditGate.Actors.Pushes;
using CreditGate.Actors.Sources;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CreditGate.Actors.Nodes;

/// <summary>What this node does when another tells it of something, and once a second in case nobody got through.</summary>
internal sealed partial class NoticeWork(
    Notices notices, LedgerTail tail, ChangeSignal changes, PushSignal pushes, SourceBoard sources, ISubjectLedger ledger, IServiceProvider services, TimeProvider time,
    ILogger<NoticeWork> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly ILogger<NoticeWork> _logger = logger;
    private readonly SemaphoreSlim _sourcesTold = new(0, 1);
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
        _sourcesTold.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (ledger.IsShared)
        {
            await _sourcesTold.WaitAsync(Period, stoppingToken);
            pushes.Pulse();
            await Refresh(stoppingToken);
        }
    }

    private async Task Refresh(CancellationToken stopping)
    {
        try
        {
            await sources.Refresh(stopping).WaitAsync(Period, time, stopping);
            _isSilent = false;
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            if (!_isSilent)
            {
                LogNotRead(failure);
            }

            _isSilent = true;
        }
    }

    private void Hear(Notice what)
    {
        if (what.HasFlag(Notice.Ledger))
        {
            tail.Wake();
            changes.Pulse();
        }

        if ((what & (Notice.Jobs | Notice.Moves)) != 0)
        {
            pushes.Pulse();
        }

        if (what.HasFlag(Notice.Jobs))
        {
            services.GetService<IPushRunner>()?.Wake();
        }

        if (what.HasFlag(Notice.Sources) && _sourcesTold.CurrentCount == 0)
        {
            _sourcesTold.Release();
        }
    }

    [LoggerMessage(1413, LogLevel.Warning, "When sources last spoke could not be read; what is known of them stands until it can")]
    private partial void LogNotRead(Exception failure);
}
