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
        var kept = Volatile.Read(ref _kept);
        for (var index = 0; index < kept.Length; index++)
        {
            ref readonly var one = ref kept[index];
            if (ReferenceEquals(one.Edition, edition) && ReferenceEquals(one.Matter, matter) && at.UtcTicks >= one.FromTicks && !(at >= one.Ruling.ChangesAt))
            {
                return one.Ruling;
            }
        }

        return Keep(matter, edition, at, Decider.Rule(Standing, [], matter, edition, at));
    }

    private Ruling Keep(Matter matter, Edition edition, DateTimeOffset from, Ruling ruled)
    {
        var kept = Volatile.Read(ref _kept);
        foreach (var one in kept)
        {
            ruled = SharedRulings.WithPartsOf(one.Ruling, ruled);
        }

        var ruling = SharedRulings.Node.Of(ruled, matter, edition);
        Volatile.Write(ref _kept, [.. kept.Where(one => one.Matter.Code != matter.Code), new Kept(matter, edition, from.UtcTicks, ruling)]);
        return ruling;
    }

    private readonly record struct Kept(Matter Matter, Edition Edition, long FromTicks, Ruling Ruling);
}
