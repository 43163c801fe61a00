using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;

namespace CreditGate.Domain.Cases;

/// <summary>Marks that cases set are the platform's: a source that reports its record again neither lifts nor knows them.</summary>
internal static class CaseMarks
{
    /// <summary>A row of a source with the marks that its record has by cases.</summary>
    public static PublicCreditRecord Kept(Standing standing, PublicCreditRecord known, PublicCreditRecord pushed) => pushed.Mirror is not null
        ? pushed
        : pushed with
        {
            Revision = pushed.Revision with { Marks = known.Revision.Marks },
            Dispute = known.Dispute is { } dispute && standing.Cases.ContainsKey(dispute.Objection) ? dispute : pushed.Dispute,
            Repair = known.Repair is { } repair && standing.Cases.ContainsKey(repair.Case) ? repair : pushed.Repair,
            Shield = known.Shield,
            Easings = known.Easings,
            Withdrawal = known.Withdrawal is { Case: not null } withdrawal ? withdrawal : pushed.Withdrawal,
        };

    /// <summary>A promise that a case keeps is the case's to change: its department steps in the case, and no row or snapshot speaks of it.</summary>
    public static bool IsOfACase(Standing standing, PublicCreditRecord known) => known is CommitmentRecord { Mirror: null } promise
        && standing.Cases.TryGetValue(promise.Number, out var of) && of.Record == promise.Ref;
}
