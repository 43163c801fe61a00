using CreditGate.Domain;
using CreditGate.Domain.Retention;

namespace CreditGate.Actors.Retention;

/// <summary>Orders the erasure of persons of whom nothing was heard for as long as their information is kept, unless something stands against it. A bounded part of all persons at a time; where it stands is kept.</summary>
public sealed class PersonSweep(IRetentionLedger ledger, ErasureWork erasures, RetentionPeriods periods, PlatformClock clock)
{
    private const int MostPages = 20;

    /// <summary>Persons looked at in one transaction.</summary>
    public int AtOnce { get; init; } = 500;

    /// <returns>How many erasures were ordered. Whoever carries out what is open goes on with them.</returns>
    public async Task<int> Sweep(CancellationToken cancellation)
    {
        var ordered = 0;
        if (periods[RetainedKind.Persons] is not { } period)
        {
            return ordered;
        }

        var open = (await ledger.Erasures(cancellation)).Where(static erasure => erasure.FinishedAt is null).Select(static erasure => erasure.Person).ToHashSet(StringComparer.Ordinal);
        for (var page = 0; page < MostPages; page++)
        {
            var persons = await ledger.NextPersons(AtOnce);
            foreach (var person in persons.Where(person => !person.IsErased && person.LastAt < period.Before(clock.GetUtcNow()) && !open.Contains(person.Key)))
            {
                cancellation.ThrowIfCancellationRequested();
                ordered += await TryOrder(person.Key, period, cancellation) ? 1 : 0;
            }

            if (persons.Count < AtOnce)
            {
                break;
            }
        }

        return ordered;
    }

    private async Task<bool> TryOrder(string person, RetentionPeriod period, CancellationToken cancellation)
    {
        if (await erasures.Judge(person, cancellation) is not null)
        {
            return false;
        }

        await ledger.Order(RetentionAct.BySweep(RetentionActKind.Erased, clock.GetUtcNow()) with
        {
            Subject = person,
            Legal = ErasureGround.TermOver,
            Reason = $"保存期限 {period} 届满",
        });
        return true;
    }
}
