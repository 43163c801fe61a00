using CreditGate.Domain;
using CreditGate.Domain.Retention;

namespace CreditGate.Actors.Retention;

/// <summary>Orders the erasure of subjects of which nothing was heard for as long as their kind is kept, unless something stands against it. A bounded part of all of them at a time; where it stands is kept.</summary>
/// <param name="kind">Persons or entities.</param>
public abstract class QuietSweep(string kind, IRetentionLedger ledger, ErasureWork erasures, RetentionPeriods periods, PlatformClock clock)
{
    private const int MostPages = 20;

    /// <summary>Subjects looked at in one transaction.</summary>
    public int AtOnce { get; init; } = 500;

    /// <returns>How many erasures were ordered. Whoever carries out what is open goes on with them.</returns>
    public async Task<int> Sweep(CancellationToken cancellation)
    {
        var ordered = 0;
        if (periods[kind] is not { } period)
        {
            return ordered;
        }

        var open = (await ledger.Erasures(cancellation)).Where(static erasure => erasure.FinishedAt is null).Select(static erasure => erasure.Subject).ToHashSet(StringComparer.Ordinal);
        for (var page = 0; page < MostPages; page++)
        {
            var heard = await ledger.NextHeard(kind, period.Before(clock.GetUtcNow()), AtOnce);
            foreach (var subject in heard.Quiet.Where(subject => !open.Contains(subject)))
            {
                cancellation.ThrowIfCancellationRequested();
                ordered += await TryOrder(subject, period, cancellation) ? 1 : 0;
            }

            if (heard.Looked < AtOnce)
            {
                break;
            }
        }

        return ordered;
    }

    private async Task<bool> TryOrder(string subject, RetentionPeriod period, CancellationToken cancellation)
    {
        if (await erasures.Judge(subject, cancellation) is not null)
        {
            return false;
        }

        await ledger.Order(RetentionAct.BySweep(RetentionActKind.Erased, clock.GetUtcNow()) with
        {
            Subject = subject,
            Legal = ErasureGround.TermOver,
            Reason = $"保存期限 {period} 届满",
        });
        return true;
    }
}
