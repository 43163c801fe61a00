using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Standings;

namespace CreditGate.Actors.Subjects;

/// <summary>The rulings of one standing, each kept until time alone could change it. Dropped whole with the standing.</summary>
internal sealed class RulingCache(Standing standing)
{
    private readonly Dictionary<string, (Edition Edition, DateTimeOffset From, Ruling Ruling)> _rulings = new(StringComparer.Ordinal);

    public Standing Standing { get; } = standing;

    public Ruling For(Matter matter, Edition edition, DateTimeOffset at)
    {
        if (_rulings.TryGetValue(matter.Code, out var kept)
            && ReferenceEquals(kept.Edition, edition)
            && at >= kept.From
            && !(at >= kept.Ruling.ChangesAt))
        {
            return kept.Ruling;
        }

        var ruling = Decider.Rule(Standing, [], matter, edition, at);
        _rulings[matter.Code] = (edition, at, ruling);
        return ruling;
    }
}
