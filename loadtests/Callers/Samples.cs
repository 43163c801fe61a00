using System.Globalization;

namespace CreditGate.LoadTests.Callers;

/// <summary>Latencies of one kind of request, and whether another kind can be told from them.</summary>
internal sealed class Samples
{
    private const int Resamples = 2_000;

    private readonly List<double> _microseconds = [];

    public int Count => _microseconds.Count;

    public void Add(TimeSpan latency) => _microseconds.Add(latency.TotalMicroseconds);

    public double Median => MedianOf([.. _microseconds]);

    /// <summary>Difference of medians with a bootstrap interval of 95 %, and how often one of the others takes longer than one of these (Mann-Whitney; 0.5 tells nothing).</summary>
    public string Beside(Samples others)
    {
        var (mine, theirs) = (_microseconds.ToArray(), others._microseconds.ToArray());
        var random = new Random(1);
        var differences = Enumerable.Range(0, Resamples).Select(_ => MedianOf(Resampled(theirs, random)) - MedianOf(Resampled(mine, random))).Order().ToArray();
        var (longer, z) = MannWhitney(mine, theirs);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"medians {Median:F1} and {others.Median:F1} us, difference {others.Median - Median:F1} [{differences[(int)(Resamples * 0.025)]:F1}, {differences[(int)(Resamples * 0.975)]:F1}], longer in {longer:F3} of pairs, z {z:F1}");
    }

    /// <returns>The share of pairs in which the second takes longer, and how many standard deviations that is from a half.</returns>
    internal static (double Longer, double Z) MannWhitney(double[] first, double[] second)
    {
        var ranked = first.Select(static value => (Value: value, IsSecond: false)).Concat(second.Select(static value => (Value: value, IsSecond: true))).OrderBy(static one => one.Value).ToArray();
        var ranks = 0.0;
        for (var from = 0; from < ranked.Length;)
        {
            var to = from;
            while (to < ranked.Length && ranked[to].Value == ranked[from].Value)
            {
                to++;
            }

            ranks += (from + 1 + to) / 2.0 * ranked[from..to].Count(static one => one.IsSecond);      // equal values share their ranks
            from = to;
        }

        var (n, m) = ((double)first.Length, (double)second.Length);
        var longer = ranks - m * (m + 1) / 2;
        return (longer / (n * m), (longer - n * m / 2) / Math.Sqrt(n * m * (n + m + 1) / 12));
    }

    private static double[] Resampled(double[] of, Random random)
    {
        var some = new double[of.Length];
        for (var index = 0; index < some.Length; index++)
        {
            some[index] = of[random.Next(of.Length)];
        }

        return some;
    }

    private static double MedianOf(double[] of)
    {
        Array.Sort(of);
        return of[of.Length / 2];
    }
}
