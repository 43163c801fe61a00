using CreditGate.Domain.Cases.Actions;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;

namespace CreditGate.Domain.Cases.Repairs;

/// <summary>Which guards of a repair hold, read from the ledger: the record, the actions that rest on it, and the repairs before.</summary>
internal static class RepairFacts
{
    public static IEnumerable<string> Of(CaseTurn turn, CaseStep step, CaseContext context)
    {
        var (known, record) = ((RepairCase)turn.Case, turn.Record);
        var isDone = IsDone(known, record);
        return CaseFacts.Holding(
            (CaseFacts.ReasonGiven, !string.IsNullOrWhiteSpace(step.Reason)),
            (CaseFacts.StatementGiven, !string.IsNullOrWhiteSpace(step.Statement)),
            (CaseFacts.CourtRuling, known.Bankruptcy),
            (CaseFacts.NotBarred, !IsBarred(turn.Standing, context.Today)),
            (CaseFacts.MinimumPublicityServed, context.Today >= known.PossibleFrom),
            (CaseFacts.DutiesDone, record is PenaltyRecord { DutiesDone: { } done } ? done : step.DutiesDone),
            (CaseFacts.CommitmentMade, IsPromised(known, turn.Standing)),
            (CaseFacts.RecordNoLongerUsed, isDone),
            (CaseFacts.ActionsSettled, isDone && AreSettled(known, turn.Standing)),
            (CaseFacts.RecordRestored, isDone));     // the mark to take off, in the same turn
    }

    /// <summary>Whether the record bears the mark of this repair.</summary>
    private static bool IsDone(RepairCase known, PublicCreditRecord record) =>
        record.Repair?.Case == known.Id || record.Easings?.Any(easing => easing.Case == known.Id) is true;

    private static bool IsBarred(Standing standing, DateOnly today) => standing.Cases.Values.OfType<RepairCase>().Any(known => known.BarredUntil >= today);

    /// <summary>A person may repair by public service instead (plan art. 13).</summary>
    private static bool IsPromised(RepairCase known, Standing standing) =>
        known.Materials.Any(static material => material.Kind == MaterialKind.Commitment)
        || (standing.Key.Kind == SubjectKinds.Person
            && known.Materials.Where(static material => material.Kind == MaterialKind.PublicService).Sum(static material => material.Hours ?? 0) >= RepairCase.ServiceHours);

    /// <summary>No department still has to do what the repair took off.</summary>
    private static bool AreSettled(RepairCase known, Standing standing) => standing.Cases.Values.OfType<JointActionCase>()
        .Where(action => action.Record == known.Record)
        .SelectMany(static action => action.Tasks)
        .All(task => task.IsOver || (!known.Lifts.IsEmpty && !task.Codes.Any(known.Lifts.Contains)));
}
