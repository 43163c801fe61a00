using CreditGate.Contracts.Subjects;
using CreditGate.Domain;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Retention;

namespace CreditGate.Actors.Retention;

/// <summary>Takes out what is past its period of the lists of who looked at a person. The acts of the log that say who looked, when and at what are the proof that is left. A bounded part of all persons at a time; a page that an end interrupts is looked at again.</summary>
public sealed class ViewSweep(IRetentionLedger ledger, IGrainFactory grains, RetentionPeriods periods, PlatformClock clock)
{
    private const int MostPages = 20;

    /// <summary>Persons between two marks of how far it has come.</summary>
    public int AtOnce { get; init; } = 500;

    /// <returns>How many views were taken out.</returns>
    /// <exception cref="AggregateException">The lists of some persons could not be looked at; those of the others were.</exception>
    public async Task<long> Sweep(CancellationToken cancellation)
    {
        var removed = 0L;
        if (periods[RetainedKind.Views] is not { } period)
        {
            return removed;
        }

        var failures = new List<Exception>();
        for (var page = 0; page < MostPages; page++)
        {
            var persons = await ledger.IndexedPersons(AtOnce, cancellation);
            foreach (var person in persons)
            {
                cancellation.ThrowIfCancellationRequested();
                removed += await Try(SubjectKey.OfPerson(person), period, failures);
            }

            await ledger.PassIndexed(persons.Count == AtOnce ? persons[^1] : Guid.Empty);
            if (persons.Count < AtOnce)
            {
                break;
            }
        }

        return failures is [] ? removed : throw new AggregateException($"Removed {removed} views; of {failures.Count} persons none could be.", failures);
    }

    /// <summary>One person whose list cannot be looked at never keeps the sweep from the others.</summary>
    private async Task<int> Try(SubjectKey person, RetentionPeriod period, List<Exception> failures)
    {
        try
        {
            return await grains.GetGrain<IViewedMonthsGrain>(person.Value).RemoveBefore(period.Before(clock.GetUtcNow()));
        }
        catch (Exception failure)
        {
            failures.Add(failure);
            return 0;
        }
    }
}
