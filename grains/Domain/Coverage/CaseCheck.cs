namespace CreditGate.Domain.Coverage;

/// <summary>应查必查: how the checks of a case lie to its decision.</summary>
public enum CheckTiming
{
    /// <summary>An answer was given before the decision, and was valid when the case was decided.</summary>
    InTime,

    /// <summary>Answers were given before the decision, and all of them had expired by then (stale).</summary>
    Expired,

    /// <summary>The first answer was given after the decision.</summary>
    Late,

    /// <summary>There is no answer.</summary>
    Never,
}

/// <summary>A check that a department made for one of its cases.</summary>
/// <param name="ValidUntil">First instant at which the answer could no longer be relied on.</param>
/// <param name="Subject">Null when the person was not known to the platform.</param>
/// <param name="ByNumber">Made with the number of the case; false when only a report names the receipt.</param>
public sealed record CaseCheck(Guid Receipt, DateTimeOffset At, DateTimeOffset ValidUntil, string? Subject, bool ByNumber);

public static class CheckTimings
{
    /// <summary>By DOMAIN section 7: a token issued before the decision counts for the must-check rate, valid or not; one that had expired is told apart.</summary>
    /// <param name="checks">Of the case's key, or named by it.</param>
    public static CheckTiming Of(DecidedCase decided, IEnumerable<CaseCheck> checks)
    {
        var timing = CheckTiming.Never;
        foreach (var check in checks.Where(check => (check.ByNumber || check.Receipt == decided.Receipt) && IsAbout(decided, check)))
        {
            var now = check.At >= decided.DecidedAt ? CheckTiming.Late : check.ValidUntil <= decided.DecidedAt ? CheckTiming.Expired : CheckTiming.InTime;
            timing = now < timing ? now : timing;
        }

        return timing;
    }

    /// <summary>A check of somebody else is none of this case. A person whom the platform did not know has no key to compare: the number of the case must do.</summary>
    private static bool IsAbout(DecidedCase decided, CaseCheck check) =>
        check.Subject == decided.Subject || (decided.IsPerson && (check.Subject is null || decided.Subject is null));
}
