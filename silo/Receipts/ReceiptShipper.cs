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

    /// <summary>After so many receipts it looks again whether to rest.</summary>
    public const int BatchSize = 2_000;

    private byte[] _room = [];
    private bool _mayHaveRows = true;

    // Events share the ledger's writer, and checks the spool's: some ten milliseconds of either at a time. A commit costs as much as 20 receipts.
    private const int PerTransaction = 1_000;

    /// <summary>Ships until cancelled. While the ledger or the spool fails, tries again after ever longer pauses.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var pause = Period;
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                var shipped = await ShipBatch();
                pause = shipped >= BatchSize ? TimeSpan.Zero : Period;
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
    /// <remarks>What comes meanwhile waits for the next time once a transaction is not full: under load there is always some, and each would cost a commit for a handful.</remarks>
    public async Task<int> ShipBatch()
    {
        var shipped = await ShipRows();
        for (var isFull = true; isFull && shipped < BatchSize && spool.OldestBlocks(PerTransaction, ref _room) is { } blocks; isFull = blocks.Count >= PerTransaction)
        {
            await ledger.AddReceipts(blocks);
            await Leave(blocks.LastSequence, blocks.Count);
            shipped += blocks.Count;
        }

        return shipped;
    }

    /// <summary>What an earlier release left in the spool. Once that is gone there never is anything again.</summary>
    private async Task<int> ShipRows()
    {
        var shipped = 0;
        while (_mayHaveRows && shipped < BatchSize)
        {
            var rows = spool.OldestRows(PerTransaction);
            if (rows is [.., var last])
            {
                await ledger.AddReceipts(rows);
                await Leave(last.Sequence, rows.Count);
            }

            shipped += rows.Count;
            _mayHaveRows = rows.Count > 0;
        }

        return shipped;
    }

    private async Task Leave(long throughSequence, int count)
    {
        SiloMeter.ReceiptsShipped.Add(count);
        await spool.Remove(throughSequence);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => RunAsync(stoppingToken);

    private static TimeSpan Longer(TimeSpan pause) => TimeSpan.FromTicks(Math.Clamp(pause.Ticks * 2, Period.Ticks, LongestPause.Ticks));
}
