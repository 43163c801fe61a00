using System.Collections.Concurrent;

namespace CreditGate.ClusterTests.Histories;

/// <summary>What all clients did, while they do it.</summary>
internal sealed class History
{
    private readonly ConcurrentQueue<Push> _pushes = new();
    private readonly ConcurrentQueue<Check> _checks = new();

    public IReadOnlyCollection<Push> Pushes => _pushes;

    public IReadOnlyCollection<Check> Checks => _checks;

    public int Count => _pushes.Count + _checks.Count;

    public void Add(Push push) => _pushes.Enqueue(push);

    public void Add(Check check) => _checks.Enqueue(check);

    /// <param name="ledger">Revisions of each subject by version, as the ledger holds them at the end.</param>
    public IReadOnlyList<SubjectHistory> BySubject(IReadOnlyDictionary<int, IReadOnlyList<long>> ledger)
    {
        var pushes = _pushes.ToLookup(static push => push.Serial);
        var checks = _checks.ToLookup(static check => check.Serial);
        return [.. ledger.Select(subject => new SubjectHistory([.. pushes[subject.Key]], [.. checks[subject.Key]], subject.Value))];
    }
}
