using CreditGate.Actors.Ledger;
using CreditGate.Actors.Nodes;
using CreditGate.Actors.Sources;
using CreditGate.Domain.Identity;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CreditGate.Silo.Hosting;

/// <summary>Keeps this node in touch with the ledger by its tail, and finishes at start what a crash left half done.</summary>
internal sealed partial class LedgerWatch(
    LedgerTail tail, IPersonIndex persons, PersonTags tags, SourceBoard sources, ILogger<LedgerWatch> logger)
    : BackgroundService
{
    private readonly ILogger<LedgerWatch> _logger = logger;
    private bool _isSilent;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await PersonSecrets.FinishRotation(tags, persons);
        await sources.Refresh(cancellationToken);
        await tail.Begin(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await tail.Pause(stoppingToken);
            try
            {
                await tail.Round(stoppingToken);
                Spoke();
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                Fell(failure);     // answers say unconfirmed until it speaks again
            }
        }
    }

    private void Spoke()
    {
        if (_isSilent)
        {
            _isSilent = false;
            LogSpeaksAgain();
        }
    }

    private void Fell(Exception failure)
    {
        if (!_isSilent)
        {
            _isSilent = true;
            LogSilent(failure);
        }
    }

    [LoggerMessage(2001, LogLevel.Error, "The ledger does not answer; checks go on from memory, marked unconfirmed")]
    private partial void LogSilent(Exception failure);

    [LoggerMessage(2002, LogLevel.Information, "The ledger answers again")]
    private partial void LogSpeaksAgain();
}
