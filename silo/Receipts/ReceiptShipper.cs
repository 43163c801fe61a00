using CreditGate.Actors.Ledger;
using CreditGate.Silo.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CreditGate.Silo.Receipts;

/// <summary>Brings receipts from the spool to the ledger. A receipt leaves the spool only when the ledger holds it; one that is brought twice is left alone there.</summary>
internal sealed partial class ReceiptShipper(ReceiptSpool spool, IReceiptLedger ledger, TimeProvider clock, ILogger<ReceiptShipper> logger) : BackgroundService
{
    /// <summary>Pause between looks into the spool.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest pause while the ledger fails.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>Most receipts taken from the spool at once.</summary>
    public const int BatchSize = 2_000;

    // Events share the ledger's writer, and checks the spool's: a few milliseconds of either at a time.
    private const int PerTransaction = 200;

    /// <summary>Ships until cancelled. While the ledger or the spool fails, tries again after ever longer pauses.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var pause = Period;
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                var shipped = await ShipBatch();
                pause = shipped == BatchSize ? TimeSpan.Zero : Period;
            }
            catch (Exception error)
            {
                pause = Longer(pause);
                SiloMeter.ShippingFailures.Add(1);
                LogShippingFailed(error, pause);
            }

            await Task.Delay(pause, clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Copies the oldest receipts into the ledger, then removes them from the spool. Returns how many.</summary>
    public async Task<int> ShipBatch()
    {
        var batch = spool.Oldest(BatchSize);
        foreach (var part in batch.Chunk(PerTransaction))
        {
            await ledger.AddReceipts(part);
            SiloMeter.ReceiptsShipped.Add(part.Length);
            await spool.Remove(part[^1].Sequence);
        }

        return batch.Count;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => RunAsync(stoppingToken);

    private static TimeSpan Longer(TimeSpan pause) => TimeSpan.FromTicks(Math.Clamp(pause.Ticks * 2, Period.Ticks, LongestPause.Ticks));
}
