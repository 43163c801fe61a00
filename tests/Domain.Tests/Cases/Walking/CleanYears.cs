using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Records;

namespace CreditGate.Domain.Tests.Cases.Walking;

/// <summary>连续三年无不良信用记录 once more, by plain dates: what must be true of whomever tolerance serves.</summary>
internal static class CleanYears
{
    public static bool Holds(Desk desk)
    {
        var (today, edition) = (DateOnly.FromDateTime(desk.Now.Date), desk.Edition);
        var since = today.AddMonths(-36);
        return desk.Standing.Records.Where(static record => record is { Repair: null, Withdrawal: null, Shield: null }).All(record => record switch
        {
            PenaltyRecord penalty => penalty.DecidedOn < since,
            CommitmentRecord { State: CommitmentState.Breached } breach => breach.BreachedOn < since,
            ListEntryRecord entry when edition.Lists[entry.List].Kind is ListKind.SeriousDishonesty or ListKind.Abnormal =>
                (entry.Removal?.On ?? entry.ListedOn.AddMonths(edition.Lists[entry.List].PeriodMonths ?? 1_200)) < since,
            _ => true,
        });
    }
}
