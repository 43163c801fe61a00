namespace CreditGate.ClusterTests.Histories;

/// <summary>Everything that clients heard of one subject, and what the ledger holds of it at the end.</summary>
/// <param name="Ledger">Revisions by version: the first is of version 1.</param>
internal sealed record SubjectHistory(IReadOnlyList<Push> Pushes, IReadOnlyList<Check> Checks, IReadOnlyList<long> Ledger)
{
    /// <summary>The push of each version, where a client knows of it.</summary>
    public IReadOnlyDictionary<long, Push> Written { get; } = WrittenBy(Pushes, Ledger);

    private static Dictionary<long, Push> WrittenBy(IReadOnlyList<Push> pushes, IReadOnlyList<long> ledger)
    {
        var byRevision = pushes.ToDictionary(static push => push.Revision);
        return ledger.Select(static (revision, index) => (Revision: revision, Version: index + 1L))
            .Where(entry => byRevision.ContainsKey(entry.Revision))
            .DistinctBy(static entry => entry.Revision)
            .ToDictionary(static entry => entry.Version, entry => byRevision[entry.Revision]);
    }
}

/// <param name="Promise">Which was broken, in two words.</param>
internal sealed record Violation(string Promise, string What);
