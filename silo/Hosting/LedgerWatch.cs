using CreditGate.Actors.Ledger;
using CreditGate.Actors.Sources;
using CreditGate.Domain.Identity;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CreditGate.Silo.Hosting;

/// <summary>Keeps this node in touch with the ledger, and finishes at start what a crash left half done.</summary>
internal sealed partial class LedgerWatch(
    ISubjectLedger ledger, IPersonIndex persons, PersonTags tags, SourceBoard sources, LedgerPulse pulse, ILogger<LedgerWatch> logger)
    : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(250);

    // A question that hangs is given up, so that the next goes another way; what it still says is not waited for.
    private static readonly TimeSpan AskLimit = TimeSpan.FromSeconds(2);

    private readonly ILogger<LedgerWatch> _logger = logger;
    private bool _isSilent;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await PersonSecrets.FinishRotation(tags, persons);
        await sources.Refresh(cancellationToken);
        await Ask(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Ask(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                Fell(failure);     // answers say unconfirmed until it speaks again
            }
        }
    }

    private async Task Ask(CancellationToken cancellation)
    {
        var asked = pulse.Ask();
        await ledger.LastPosition(CancellationToken.None).AsTask().WaitAsync(AskLimit, cancellation);
        pulse.Heard(asked);
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
