using System.Collections.Immutable;

namespace CreditGate.Domain.Cases.Objections;

/// <summary>Opens the restoration of an objection that found a record wrong, and takes the departments' word that theirs is done.</summary>
internal static class RestorationTurn
{
    public const string Opened = "RestorationOpened";
    public const string Done = "Restored";

    public static CaseOutcome Open(CaseTurn turn, RestorationFound found, CaseContext context) => turn.Case is ObjectionCase { FoundWrong: true, Restoration: null } known
        ? turn.Enter(Opened, null, known with
        {
            Restoration = found.Tasks,
            Deadlines = found.Tasks.IsEmpty ? known.Deadlines : known.Deadlines.Add(CaseDeadline.Of(ObjectionTerms.Restoration, context.Today, context)),
        }).Outcome()
        : turn.Outcome();

    public static CaseOutcome Finish(CaseTurn turn, CaseStep step, CaseContext context)
    {
        var known = (ObjectionCase)turn.Case;
        if (known.Restoration?.FirstOrDefault(task => task.Organisation == step.Organisation && task.DoneAt is null) is not { } mine)
        {
            return turn.Refuse(Workflows.Obstacle.State, CaseFaults.NoRestoration).Outcome();
        }

        return string.IsNullOrWhiteSpace(step.Reason)
            ? turn.Refuse(Workflows.Obstacle.Guard, context.Workflows.Guard(CaseFacts.ReasonGiven)).Outcome()
            : turn.Enter(Done, step.Organisation, Finished(known, known.Restoration.Value.Replace(mine, mine with { DoneAt = context.At, Done = step.Reason }))).Outcome();
    }

    /// <summary>With the last department the term is met.</summary>
    private static ObjectionCase Finished(ObjectionCase known, ImmutableArray<RestorationTask> tasks) => known with
    {
        Restoration = tasks,
        Deadlines = tasks.Any(static task => task.DoneAt is null) ? known.Deadlines : [.. known.Deadlines.Select(static deadline => deadline with { IsMet = true })],
    };
}
