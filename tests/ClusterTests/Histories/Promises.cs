namespace CreditGate.ClusterTests.Histories;

/// <summary>Looks in a subject's history for every promise that was broken.</summary>
/// <param name="outcomeOf">The outcome that follows from the records as a revision leaves them; of 0 when there are none.</param>
internal sealed class Promises(Func<long, string> outcomeOf)
{
    public static readonly TimeSpan ConfirmedFor = TimeSpan.FromSeconds(1);

    /// <param name="isStable">Membership did not change meanwhile: then a default check sees whatever was acknowledged before it began, too.</param>
    public IEnumerable<Violation> BrokenIn(SubjectHistory history, bool isStable = false) =>
    [
        .. LedgerPromises.BrokenIn(history),
        .. Register.BrokenIn(history),
        .. Future(history),
        .. Tokens(history),
        .. Confirmations(history),
        .. Marks(history),
        .. Contents(history),
        .. isStable ? Stable(history) : [],
    ];

    /// <summary>No answer is from a version that nobody had asked to be written yet.</summary>
    private static IEnumerable<Violation> Future(SubjectHistory history) => history.Checks
        .Where(check => check.Version > history.Ledger.Count || (history.Written.TryGetValue(check.Version, out var push) && push.Invoked > check.Returned))
        .Select(static check => new Violation("no future", $"{check} is of a version that was not written yet."));

    private static IEnumerable<Violation> Tokens(SubjectHistory history) => history.Checks
        .Where(static check => check.Version < check.AtLeast)
        .Select(static check => new Violation("at least", $"{check} is below its token."));

    /// <summary>Every answer contains what was acknowledged before its confirmedAt.</summary>
    private static IEnumerable<Violation> Confirmations(SubjectHistory history)
    {
        var known = new Acknowledged<DateTimeOffset>(history.Pushes, static push => push.AcknowledgedAt);
        return history.Checks
            .Where(check => check.Version < known.Before(check.ConfirmedAt))
            .Select(check => new Violation("confirmed at", $"{check} lacks version {known.Before(check.ConfirmedAt)}, acknowledged before its confirmedAt."));
    }

    private static IEnumerable<Violation> Marks(SubjectHistory history) => history.Checks
        .Where(static check => check.Unconfirmed != (check.DecidedAt - check.ConfirmedAt > ConfirmedFor))
        .Select(static check => new Violation("unconfirmed", $"{check} is marked wrongly."));

    private IEnumerable<Violation> Contents(SubjectHistory history) => history.Checks
        .Where(check => check.Version <= history.Ledger.Count && check.Outcome != outcomeOf(check.Version == 0 ? 0 : history.Ledger[(int)check.Version - 1]))
        .Select(static check => new Violation("content", $"{check} does not follow from the records of its version."));

    private static IEnumerable<Violation> Stable(SubjectHistory history)
    {
        var known = new Acknowledged<TimeSpan>(history.Pushes, static push => push.Returned);
        return history.Checks
            .Where(check => !check.Unconfirmed && check.Version < known.Before(check.Invoked))
            .Select(check => new Violation("read your writes", $"{check} lacks version {known.Before(check.Invoked)}, acknowledged before it began."));
    }
}
