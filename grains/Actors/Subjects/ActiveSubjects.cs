using System.Collections.Concurrent;
using CreditGate.Contracts.Subjects;

namespace CreditGate.Actors.Subjects;

/// <summary>The subjects that are active on this node, so that appends made beside their grains reach them.</summary>
/// <remarks>A grain enters itself before it reads the ledger: an append committed after that finds it here, one committed before is read.</remarks>
public sealed class ActiveSubjects
{
    // An activation, or, for a moment, an array of several: nearly all are alone, and go without a list.
    private readonly ConcurrentDictionary<string, object> _active = new(StringComparer.Ordinal);

    /// <summary>How many there are. Takes every lock of the table for a moment: for those who look now and then.</summary>
    public int Count => _active.Count;

    /// <summary>An activation may begin here before its predecessor has ended: both are told.</summary>
    public void Enter(string subject, IActiveSubject activation) =>
        _active.AddOrUpdate(subject, static (_, entered) => entered, static (_, known, entered) => (IActiveSubject[])[.. Each(known), entered], activation);

    public void Leave(string subject, IActiveSubject activation)
    {
        while (_active.TryGetValue(subject, out var known))
        {
            IActiveSubject[] rest = [.. Each(known).Where(other => !ReferenceEquals(other, activation))];
            if (rest is [] ? _active.TryRemove(KeyValuePair.Create(subject, known)) : _active.TryUpdate(subject, rest is [var only] ? only : rest, known))
            {
                return;
            }
        }
    }

    /// <summary>Answers from memory, without a message to the grain and from any thread, when this node holds the subject and its standing is in no doubt.</summary>
    /// <returns>Null when the grain itself has to be asked.</returns>
    /// <remarks>Makes the promises of <see cref="Contracts.Subjects.ISubjectGrain.Check"/>. With two activations for a moment, neither is preferred here: the grain is asked.</remarks>
    public CheckReply? TryCheck(string subject, CheckQuery query) =>
        _active.TryGetValue(subject, out var activation) && activation is IActiveSubject only ? only.TryCheck(query) : null;

    /// <summary>Completes when every activation of this node of these subjects stands at its version or a later one, or answers nothing any more.</summary>
    /// <exception cref="Ledger.LedgerUnavailableException">One of them could not read the ledger.</exception>
    public async Task CatchUp(IEnumerable<(string Subject, long Version)> appended)
    {
        List<Task>? behind = null;
        foreach (var (subject, version) in appended)
        {
            if (_active.TryGetValue(subject, out var activations))
            {
                foreach (var activation in Each(activations))
                {
                    if (activation.CatchUp(version) is { IsCompletedSuccessfully: false } task)
                    {
                        (behind ??= []).Add(task);
                    }
                }
            }
        }

        if (behind is not null)
        {
            await Task.WhenAll(behind);
        }
    }

    private static IActiveSubject[] Each(object activations) => activations as IActiveSubject[] ?? [(IActiveSubject)activations];
}

/// <summary>An activation, as those who append beside it see it.</summary>
public interface IActiveSubject
{
    /// <summary>Sees to it that the standing holds a version. From any thread; completes at once when it does already.</summary>
    Task CatchUp(long version);

    /// <summary>The answer of the committed standing. From any thread; null when the activation has to be asked in a turn of its own.</summary>
    CheckReply? TryCheck(CheckQuery query);
}
