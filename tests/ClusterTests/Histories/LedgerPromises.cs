namespace CreditGate.ClusterTests.Histories;

/// <summary>What was acknowledged is in the ledger where it was said to be; what was refused is not; nothing is there twice or uninvited.</summary>
internal static class LedgerPromises
{
    public static IEnumerable<Violation> BrokenIn(SubjectHistory history)
    {
        var versions = history.Ledger.Select(static (revision, index) => (revision, Version: index + 1L)).ToLookup(static entry => entry.revision, static entry => entry.Version);
        foreach (var push in history.Pushes)
        {
            var at = versions[push.Revision].ToArray();
            if (at.Length > 1)
            {
                yield return new("once", $"{push} is in the ledger {at.Length} times.");
            }

            if (push.End == PushEnd.Acknowledged && !at.Contains(push.Version))
            {
                yield return new("no lost write", at is [] ? $"{push} was acknowledged and is not in the ledger." : $"{push} is at version {at[0]}.");
            }
            else if (push.End == PushEnd.Refused && at is not [])
            {
                yield return new("refused", $"{push} was refused and is in the ledger.");
            }
        }

        var pushed = history.Pushes.Select(static push => push.Revision).ToHashSet();
        foreach (var revision in versions.Select(static entry => entry.Key).Where(revision => !pushed.Contains(revision)))
        {
            yield return new("uninvited", $"The ledger holds revision {revision}, which nobody pushed.");
        }
    }
}
