namespace CreditGate.ClusterTests.Histories;

/// <summary>Whether pushes and fresh checks can be put in one order, each at an instant between its request and its answer, so that every check sees the version before it.</summary>
/// <remarks>
/// Versions are numbered by the order of their commits, so the general search is not needed. Say that version v became true at p(v).
/// p rises with v. It lies between request and answer of its push; a fresh check of version k that was asked at a and answered at b
/// says p(1..k) ≤ b and p(k+1..) ≥ a. Such instants exist if and only if no lower bound of a version lies above an upper bound of
/// the same or a later version; then every check has room between p(k) and p(k+1), so the history is linearizable.
/// </remarks>
internal static class Register
{
    public static IEnumerable<Violation> BrokenIn(SubjectHistory history)
    {
        var count = history.Ledger.Count;
        var low = new Bound[count + 2];
        var high = new Bound[count + 2];
        Array.Fill(low, new Bound(TimeSpan.MinValue, null));
        Array.Fill(high, new Bound(TimeSpan.MaxValue, null));
        foreach (var (version, push) in history.Written)
        {
            Raise(low, version, new Bound(push.Invoked, push));
            Lower(high, version, push.End == PushEnd.Acknowledged ? new Bound(push.Returned, push) : new Bound(TimeSpan.MaxValue, push));
        }

        foreach (var check in history.Checks.Where(check => check.Consistency == Consistency.Fresh && check.Version <= count))
        {
            Lower(high, check.Version, new Bound(check.Returned, check));
            Raise(low, check.Version + 1, new Bound(check.Invoked, check));
        }

        return Crossed(low, high, count);
    }

    private static IEnumerable<Violation> Crossed(Bound[] low, Bound[] high, int count)
    {
        var highest = low[1];
        for (var version = 1; version <= count; version++)
        {
            highest = low[version].At > highest.At ? low[version] : highest;
            if (highest.At > high[version].At)
            {
                yield return new("linearizable", $"Version {version} was there by {high[version].By}, and it or an earlier one was not there yet by {highest.By}.");
            }
        }
    }

    private static void Raise(Bound[] bounds, long version, Bound bound) => bounds[version] = bound.At > bounds[version].At ? bound : bounds[version];

    private static void Lower(Bound[] bounds, long version, Bound bound) => bounds[version] = bound.At < bounds[version].At ? bound : bounds[version];

    private readonly record struct Bound(TimeSpan At, Operation? By);
}
