namespace CreditGate.ClusterTests.Histories;

/// <summary>The highest version that was acknowledged before an instant.</summary>
internal sealed class Acknowledged<TInstant>
    where TInstant : IComparable<TInstant>
{
    private readonly TInstant[] _instants;
    private readonly long[] _highest;

    public Acknowledged(IEnumerable<Push> pushes, Func<Push, TInstant> instantOf)
    {
        var known = pushes.Where(static push => push.End == PushEnd.Acknowledged).OrderBy(instantOf).ToArray();
        _instants = [.. known.Select(instantOf)];
        _highest = new long[known.Length];
        for (var index = 0; index < known.Length; index++)
        {
            _highest[index] = Math.Max(known[index].Version, index == 0 ? 0 : _highest[index - 1]);
        }
    }

    /// <returns>0 when there was none.</returns>
    public long Before(TInstant instant)
    {
        var (from, to) = (0, _instants.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            (from, to) = _instants[middle].CompareTo(instant) < 0 ? (middle + 1, to) : (from, middle);
        }

        return from == 0 ? 0 : _highest[from - 1];
    }
}
