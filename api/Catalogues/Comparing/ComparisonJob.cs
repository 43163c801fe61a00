using CreditGate.Actors.Catalogues;
using CreditGate.Domain;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Decisions.Comparing;

namespace CreditGate.Api.Catalogues.Comparing;

/// <summary>One preview of an edition over many subjects: how far it is, and what changes.</summary>
internal sealed class ComparisonJob(Guid id, EditionComparison comparison, DateTimeOffset startedAt) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly RulingTally _tally = new(comparison.MostExamples);
    private ComparisonState _state = ComparisonState.Running;
    private DateTimeOffset? _endedAt;

    public Guid Id => id;

    public EditionComparison Comparison => comparison;

    public CancellationTokenSource Stop { get; } = new();

    public bool IsRunning
    {
        get
        {
            lock (_lock)
            {
                return _state == ComparisonState.Running;
            }
        }
    }

    public void Tell(RulingTally page)
    {
        lock (_lock)
        {
            _tally.Add(page);
        }
    }

    public void End(ComparisonState state, DateTimeOffset at)
    {
        lock (_lock)
        {
            (_state, _endedAt) = (state, at);
        }
    }

    public ComparisonResponse Read(Language language)
    {
        lock (_lock)
        {
            return new ComparisonResponse(
                id, _state, comparison.After.Id, comparison.After.Digest, comparison.Before.Id, comparison.At.ToOffset(LegalTime.ChinaStandardTime), comparison.Sample,
                startedAt.ToOffset(LegalTime.ChinaStandardTime), _endedAt?.ToOffset(LegalTime.ChinaStandardTime),
                _tally.Subjects, _tally.Changed, ComparisonText.Of(_tally, comparison, language));
        }
    }

    public void Dispose() => Stop.Dispose();
}
