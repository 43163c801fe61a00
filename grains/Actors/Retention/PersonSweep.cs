using CreditGate.Domain;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Retention;

namespace CreditGate.Actors.Retention;

/// <summary>Erases persons of whom nothing was heard for as long as their information is kept, unless something stands against it. A bounded part of all persons at a time; where it stands is kept.</summary>
public sealed class PersonSweep(IRetentionLedger ledger, ErasureWork erasures, RetentionPeriods periods, PlatformClock clock)
{
    private const int AtOnce = 500;
    private const int MostPages = 20;

    /// <returns>How many erasures were ordered.</returns>
    public async Task<int> Sweep(CancellationToken cancellation)
    {
        var ordered = 0;
        if (periods[RetainedKind.Persons] is not { } period)
        {
            return ordered;
        }

        for (var page = 0; page < MostPages; page++)
        {
            var persons = await ledger.NextPersons(AtOnce);
            foreach (var person in persons.Where(person => !person.IsErased && person.LastAt < period.Before(clock.GetUtcNow())))
            {
                cancellation.ThrowIfCancellationRequested();
                ordered += await TryErase(person.Key, period, cancellation) ? 1 : 0;
            }

            if (persons.Count < AtOnce)
            {
                break;
            }
        }

        return ordered;
    }

    private async Task<bool> TryErase(string person, RetentionPeriod period, CancellationToken cancellation)
    {
        if (await erasures.Judge(person, cancellation) is not null)
        {
            return false;
        }

        var now = clock.GetUtcNow();
        var erasure = new RetentionAct
        {
            Id = Guid.CreateVersion7(now),
            Kind = RetentionActKind.Erased,
            At = now,
            Organisation = Department.PlatformOperator,
            Credential = RetentionAct.Sweep,
            Subject = person,
            Legal = ErasureGround.TermOver,
            Reason = $"保存期限 {period} 届满",
        };
        await ledger.Order(erasure);
        await erasures.CarryOut(erasure, cancellation);
        return true;
    }
}
