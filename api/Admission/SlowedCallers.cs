using System.Threading.Channels;
using CreditGate.Actors.Credentials;
using CreditGate.Domain;
using CreditGate.Domain.Access;
using CreditGate.Domain.Catalogues;

namespace CreditGate.Api.Admission;

/// <summary>Brings into the evidence log that a caller seems to be trying out names and numbers. The caller does not wait for it.</summary>
internal sealed partial class SlowedCallers(IAccessLedger evidence, PlatformClock clock, TimeProvider time, ILogger<SlowedCallers> logger) : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(10);

    private readonly ILogger<SlowedCallers> _logger = logger;
    private readonly Channel<AccessAct> _noticed = Channel.CreateUnbounded<AccessAct>(new UnboundedChannelOptions { SingleReader = true });

    public void Note(string credential) => _noticed.Writer.TryWrite(new AccessAct
    {
        Kind = AccessActKind.CallerSlowed,
        At = clock.GetUtcNow(),
        Organisation = Department.PlatformOperator,
        Credential = credential,
    });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var act in _noticed.Reader.ReadAllAsync(stoppingToken))
        {
            while (!await TryDeclare(act))
            {
                await Task.Delay(Again, time, stoppingToken);
            }
        }
    }

    private async Task<bool> TryDeclare(AccessAct act)
    {
        try
        {
            await evidence.Declare([act]);
            return true;
        }
        catch (Exception failure)
        {
            LogUndeclared(failure, act.Credential);
            return false;
        }
    }

    [LoggerMessage(3015, LogLevel.Warning, "That credential {Credential} is slowed is not in the evidence log yet; that is tried again every 10 seconds")]
    private partial void LogUndeclared(Exception failure, string credential);
}
