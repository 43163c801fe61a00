using CreditGate.Domain.Cases.Actions;
using CreditGate.Domain.Records;

namespace CreditGate.Domain.Cases.Repairs;

/// <summary>What a repair takes away: the record, or some of its measures (plan art. 13: 减轻或解除).</summary>
internal static class RepairScope
{
    /// <summary>Whether a measure is named that does not follow from the record. Nothing is foreign to a step of another place or part: that is refused for what it is.</summary>
    public static bool Foreign(CaseTurn turn, CaseStep step, CaseContext context)
    {
        if (step.Lifts.IsEmpty || turn.Case.State != "Reviewing" || !CaseRoles.Of(step.Organisation, turn.Case.Record, context.Edition).Contains(Workflows.Role.Initiator))
        {
            return false;
        }

        var own = ActionTargets.Of(turn.Record, turn.Standing.Key, context.Edition).SelectMany(static task => task.Codes).ToHashSet(StringComparer.Ordinal);
        return !step.Lifts.All(own.Contains);
    }

    /// <summary>The record with the mark of the published statement; a shield is needed no more.</summary>
    public static PublicCreditRecord Granted(PublicCreditRecord record, RepairCase known, DateOnly today) => known.Lifts.IsEmpty
        ? record with { Repair = new RepairMark(known.Id, today), Shield = null }
        : record with { Easings = [.. record.Easings ?? [], new EasingMark(known.Id, today, known.Lifts)], Shield = null };

    public static PublicCreditRecord TakenBack(PublicCreditRecord record, string repair) => record with
    {
        Repair = record.Repair?.Case == repair ? null : record.Repair,
        Easings = record.Easings?.Where(easing => easing.Case != repair).ToArray() is { Length: > 0 } left ? [.. left] : null,
    };
}
