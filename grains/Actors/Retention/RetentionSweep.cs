using CreditGate.Domain;
using CreditGate.Domain.Retention;

namespace CreditGate.Actors.Retention;

/// <summary>Removes the content of receipts whose period is over, page by page. Off the path of checks; where it stands is kept with what it removed, so it goes on after any end, and two at once do no harm.</summary>
public sealed class RetentionSweep(IRetentionLedger ledger, RetentionPeriods periods, PlatformClock clock)
{
    /// <summary>Receipts looked at in one transaction: what the ledger's writer does in some tens of milliseconds.</summary>
    public const int AtOnce = 500;

    /// <returns>How many receipts lost their content.</returns>
    public async Task<long> Sweep(CancellationToken cancellation)
    {
        var removed = 0L;
        if (periods[RetainedKind.Receipts] is not { } period)
        {
            return removed;
        }

        RemovedPage page;
        do
        {
            cancellation.ThrowIfCancellationRequested();
            page = await ledger.RemoveReceipts(new ExpiredReceipts(Act(period), AtOnce));
            removed += page.Removed;
        }
        while (page.Looked == AtOnce);
        return removed;
    }

    private RetentionAct Act(RetentionPeriod period)
    {
        var now = clock.GetUtcNow();
        return RetentionAct.BySweep(RetentionActKind.Removed, now) with { Ground = RemovalGround.Expired, Before = period.Before(now) };
    }
}
