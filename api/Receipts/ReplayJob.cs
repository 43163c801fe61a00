using System.Collections.Immutable;
using CreditGate.Actors.Evidence;

namespace CreditGate.Api.Receipts;

/// <summary>One replay of a period: how far it is, and what differed.</summary>
internal sealed class ReplayJob(Guid id, DateTimeOffset from, DateTimeOffset to, DateTimeOffset startedAt)
{
    private const int MostNamed = 1_000;

    private readonly Lock _lock = new();
    private ImmutableArray<Difference> _named = [];
    private long _receipts;
    private long _differing;
    private ReplayState _state = ReplayState.Running;
    private DateTimeOffset? _endedAt;

    public bool IsRunning => Read().State == ReplayState.Running;

    public void Tell(ReplayedPage page)
    {
        lock (_lock)
        {
            _receipts += page.Receipts;
            _differing += page.Differing.Length;
            _named = _named.AddRange(page.Differing.Take(MostNamed - _named.Length));
        }
    }

    public void End(ReplayState state, DateTimeOffset at)
    {
        lock (_lock)
        {
            (_state, _endedAt) = (state, at);
        }
    }

    public ReplayBody Read()
    {
        lock (_lock)
        {
            return new ReplayBody(id, _state, from, to, startedAt, _endedAt, _receipts, _differing, _named);
        }
    }
}

internal enum ReplayState
{
    Running,
    Completed,
    Failed,
}

/// <param name="Receipts">Replayed so far.</param>
/// <param name="Differing">How many of them say something else than the replay.</param>
/// <param name="Differences">The first 1,000 of those.</param>
internal sealed record ReplayBody(
    Guid Id, ReplayState State, DateTimeOffset From, DateTimeOffset To, DateTimeOffset StartedAt, DateTimeOffset? EndedAt,
    long Receipts, long Differing, ImmutableArray<Difference> Differences);
