using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Standings;

namespace CreditGate.Actors.Subjects;

/// <summary>The rulings of one standing, each kept until time alone could change it. Dropped whole with the standing. Thread-safe.</summary>
internal sealed class RulingCache(Standing standing)
{
    // Few matters are asked for of one subject, so a list is searched, and copied when it grows. Who loses a race rules once more.
    private Kept[] _kept = [];

    public Standing Standing { get; } = standing;

    /// <summary>Of the standing, found once.</summary>
    public string? Name { get; } = standing.Name;

    public Ruling For(Matter matter, Edition edition, DateTimeOffset at)
    {
        foreach (var one in Volatile.Read(ref _kept))
        {
            if (ReferenceEquals(one.Edition, edition) && ReferenceEquals(one.Matter, matter) && at >= one.From && !(at >= one.Ruling.ChangesAt))
            {
                return one.Ruling;
            }
        }

        return Keep(matter, edition, at, Decider.Rule(Standing, [], matter, edition, at)).Ruling;
    }

    private Kept Keep(Matter matter, Edition edition, DateTimeOffset from, Ruling ruling)
    {
        var made = new Kept(matter, edition, from, ruling);
        Volatile.Write(ref _kept, [.. Volatile.Read(ref _kept).Where(one => one.Matter.Code != matter.Code), made]);
        return made;
    }

    private sealed record Kept(Matter Matter, Edition Edition, DateTimeOffset From, Ruling Ruling);
}
