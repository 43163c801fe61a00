using CreditGate.Contracts.Subjects;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Retention;

namespace CreditGate.Actors.Retention;

/// <summary>Places holds. The ledger keeps its own removals apart from them; views of persons are elsewhere, and are waited for.</summary>
public sealed class HoldWork(IRetentionLedger ledger, IGrainFactory grains)
{
    /// <summary>When it returns, nothing that the hold covers is removed any more.</summary>
    public async Task Place(RetentionAct hold)
    {
        await ledger.Place(hold);
        if (SubjectKey.TryParse(hold.Scope?.Subject, out var held) && held.Kind == SubjectKinds.Person)
        {
            await grains.GetGrain<IViewedMonthsGrain>(held.Value).Settle();
        }
    }
}
