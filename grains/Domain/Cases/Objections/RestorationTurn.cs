namespace CreditGate.Domain.Cases.Objections;

/// <summary>Opens the restoration of an objection that found a record wrong, and takes the departments' word that theirs is done.</summary>
internal static class RestorationTurn
{
    public const string Opened = "RestorationOpened";
    public const string Done = "Restored";

    public static CaseOutcome Open(CaseTurn turn, RestorationFound found) => turn.Case is ObjectionCase { FoundWrong: true, Restoration: null } known
        ? turn.Enter(Opened, null, known with { Restoration = found.Tasks }).Outcome()
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
            : turn.Enter(Done, step.Organisation, known with { Restoration = known.Restoration.Value.Replace(mine, mine with { DoneAt = context.At, Done = step.Reason }) }).Outcome();
    }
}
