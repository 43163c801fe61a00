using CreditGate.Actors.Changes;
using CreditGate.Actors.Ledger;
using CreditGate.Actors.Pushes;
using CreditGate.Actors.Sources;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CreditGate.Actors.Nodes;

/// <summary>What this node does when another tells it of something: it wakes who waits for the ledger, the feed and the jobs, and reads when sources last spoke.</summary>
internal sealed partial class NoticeWork(
    Notices notices, LedgerTail tail, ChangeSignal changes, PushSignal pushes, SourceBoard sources, ISubjectLedger ledger, IServiceProvider services, TimeProvider time,
    ILogger<NoticeWork> logger) : NoticedWork(notices, time)
{
    private readonly ILogger<NoticeWork> _logger = logger;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => ledger.IsShared ? base.ExecuteAsync(stoppingToken) : Task.CompletedTask;

    protected override Task Work(CancellationToken stopping)
    {
        pushes.Pulse();
        return sources.Refresh(stopping);
    }

    protected override void Hear(Notice what)
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

        if (what.HasFlag(Notice.Sources))
        {
            Wake();
        }
    }

    [LoggerMessage(1413, LogLevel.Warning, "When sources last spoke could not be read; what is known of them stands until it can")]
    protected override partial void LogFailed(Exception failure);
}
