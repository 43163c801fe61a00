using CreditGate.LoadTests.Planning;
using CreditGate.LoadTests.Population;
using CreditGate.LoadTests.Rows;
using Xunit;

namespace CreditGate.LoadTests.Tests.Population;

public sealed class KeyDrawsTests
{
    private const int Subjects = 1_000;
    private const int Draws = 200_000;

    [Fact]
    public void Zipf_GivesRankOneItsShare()
    {
        var harmonic = Enumerable.Range(1, Subjects).Sum(static rank => 1.0 / rank);
        Assert.InRange(Counts(KeyDraw.Zipf, 1)[0] / (double)Draws, 0.97 / harmonic, 1.03 / harmonic);
    }

    [Fact]
    public void Pareto_GivesAFifthOfTheSubjectsMostOfTheChecks()
    {
        var counts = Counts(KeyDraw.Pareto, 1.16);
        Assert.True(counts.Take(Subjects / 5).Sum() > Draws * 0.8);
        Assert.True(counts[^1] <= counts[0] / 100);
    }

    [Fact]
    public void Uniform_GivesEverySubjectAlike() => Assert.All(Counts(KeyDraw.Uniform, 1), static count => Assert.InRange(count, 120, 290));

    [Fact]
    public void Once_ComesBackOnlyAfterEveryOther() => Assert.All(Counts(KeyDraw.Once, 1), static count => Assert.Equal(Draws / Subjects, count));

    [Fact]
    public void One_IsAlwaysTheSame() => Assert.Equal(Draws, Counts(KeyDraw.One, 1)[0]);

    private static int[] Counts(KeyDraw draw, double skew)
    {
        var keys = KeyDraws.Of(new KeyPlan(draw, skew), Subjects);
        var counts = new int[Subjects];
        for (var number = 0; number < Draws; number++)
        {
            counts[keys.Next(Dice.Of(3, number), number)]++;
        }

        return counts;
    }
}
