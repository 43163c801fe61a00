using System.Collections.Concurrent;
using CreditGate.Contracts.Subjects;
using CreditGate.Domain.Identity;

namespace CreditGate.Actors.Subjects;

/// <summary>The subjects that are active on this node, so that appends made beside their grains reach them.</summary>
/// <remarks>A grain enters itself before it reads the ledger: an append committed after that finds it here, one committed before is read.</remarks>
public sealed class ActiveSubjects(IGrainFactory grains)
{
    private readonly ConcurrentDictionary<string, int> _active = new(StringComparer.Ordinal);

    /// <summary>How many there are. Takes every lock of the table for a moment: for those who look now and then.</summary>
    public int Count => _active.Count;

    /// <summary>Counted, because an activation may end after its successor began.</summary>
    public void Enter(string subject) => _active.AddOrUpdate(subject, 1, static (_, count) => count + 1);

    public void Leave(string subject)
    {
        while (_active.TryGetValue(subject, out var count))
        {
            if (count > 1 ? _active.TryUpdate(subject, count - 1, count) : _active.TryRemove(KeyValuePair.Create(subject, count)))
            {
                return;
            }
        }
    }

    /// <summary>Completes when every active subject among these stands at its version or a later one.</summary>
    public async ValueTask CatchUp(IEnumerable<(SubjectKey Subject, long Version)> appended)
    {
        List<Task>? behind = null;
        foreach (var (subject, version) in appended)
        {
            if (_active.ContainsKey(subject.Value))
            {
                (behind ??= []).Add(grains.GetGrain<ISubjectGrain>(subject.Value).CatchUp(version).AsTask());
            }
        }

        if (behind is not null)
        {
            await Task.WhenAll(behind);
        }
    }
}
