using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Standings;

namespace CreditGate.Actors.Subjects;

/// <summary>The rulings of one standing, each kept until time alone could change it. Dropped whole with the standing. Thread-safe.</summary>
/// <remarks>
/// Kept when the same matter is asked about again within seconds. Of a million subjects most are not: what is kept of each would be old before it is needed,
/// and every object that an old subject gets costs the collector a look at that subject.
/// </remarks>
internal sealed class RulingCache(Standing standing)
{
    private const uint SoonSeconds = 10;

    // Few matters are asked for of one subject, so a list is searched, and copied when it grows. Who loses a race rules once more.
    private Kept[] _kept = [];

    // Which matters were asked about since when: a bit each, shared by those of one remainder. No references, so that the collector need not look. Who loses a race is asked once more.
    private ulong _asked;
    private uint _askedSince;

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

        var ruling = Decider.Rule(Standing, [], matter, edition, at);
        return IsAskedAgain(matter, at) ? Keep(matter, edition, at, ruling) : ruling;
    }

    private bool IsAskedAgain(Matter matter, DateTimeOffset at)
    {
        var (bit, now) = (1UL << (matter.Code.GetHashCode(StringComparison.Ordinal) & 63), (uint)at.ToUnixTimeSeconds());
        var asked = now - Volatile.Read(ref _askedSince) < SoonSeconds ? Volatile.Read(ref _asked) : 0;
        if (asked == 0)
        {
            Volatile.Write(ref _askedSince, now);
        }

        Volatile.Write(ref _asked, asked | bit);
        return (asked & bit) != 0;
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
