using System.Collections.Concurrent;

namespace CreditGate.CrashTests;

/// <summary>What the service said it had done. Everything in here must outlive it.</summary>
internal sealed class Acknowledgements
{
    private readonly ConcurrentDictionary<int, Pushed> _pushes = new();
    private readonly ConcurrentBag<Answered> _answers = [];

    /// <summary>The newest push of each entity, by its serial.</summary>
    public IReadOnlyDictionary<int, Pushed> Pushes => _pushes;

    public IReadOnlyCollection<Answered> Answers => _answers;

    /// <summary>All until now, while others go on adding.</summary>
    public void CopyTo(Acknowledgements other)
    {
        foreach (var (serial, pushed) in _pushes)
        {
            other.Add(serial, pushed);
        }

        foreach (var answered in _answers)
        {
            other.Add(answered);
        }
    }

    public void Add(int serial, Pushed pushed) =>
        _pushes.AddOrUpdate(serial, pushed, (_, known) => known.Revision > pushed.Revision ? known : pushed);

    public void Add(Answered answered) => _answers.Add(answered);
}

/// <param name="Token">The subject's version once the revision was in.</param>
internal sealed record Pushed(long Revision, string Token);

/// <summary>A check that was answered, and what was said.</summary>
internal sealed record Answered(int Serial, string RequestId, Guid Receipt, string Outcome, string Token, string DecidedAt);
