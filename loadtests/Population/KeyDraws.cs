using CreditGate.LoadTests.Planning;
using CreditGate.LoadTests.Rows;

namespace CreditGate.LoadTests.Population;

/// <summary>Which subject a request is about. Low indices are the popular ones where some are.</summary>
internal abstract class KeyDraws
{
    private const double ChanceSteps = 1 << 30;

    public static KeyDraws Of(KeyPlan plan, int count) => plan.Draw switch
    {
        KeyDraw.Uniform => new UniformKeys(count),
        KeyDraw.Zipf => new ZipfKeys(count, plan.Skew),
        KeyDraw.Pareto => new ParetoKeys(count, plan.Skew),
        KeyDraw.One => new OneKey(),
        _ => new EachOnce(count),
    };

    /// <param name="number">Of the request, from 0.</param>
    public abstract int Next(Dice dice, long number);

    protected static double Chance(Dice dice) => dice.Below(1 << 30) / ChanceSteps;

    private sealed class UniformKeys(int count) : KeyDraws
    {
        public override int Next(Dice dice, long number) => dice.Below(count);
    }

    private sealed class OneKey : KeyDraws
    {
        public override int Next(Dice dice, long number) => 0;
    }

    /// <summary>All in turn, so that a subject comes again only after every other.</summary>
    private sealed class EachOnce(int count) : KeyDraws
    {
        public override int Next(Dice dice, long number) => (int)(number % count);
    }

    /// <summary>The share of rank r is proportional to 1 / r^skew.</summary>
    private sealed class ZipfKeys : KeyDraws
    {
        private readonly double[] _upTo;

        public ZipfKeys(int count, double skew)
        {
            _upTo = new double[count];
            var sum = 0.0;
            for (var rank = 0; rank < count; rank++)
            {
                _upTo[rank] = sum += Math.Pow(rank + 1, -skew);
            }
        }

        public override int Next(Dice dice, long number)
        {
            var found = Array.BinarySearch(_upTo, Chance(dice) * _upTo[^1]);
            return Math.Min(found < 0 ? ~found : found, _upTo.Length - 1);
        }
    }

    /// <summary>A bounded Pareto distribution over the subjects, from 1 to their number; shape 1.16 gives the fifth that has four fifths.</summary>
    private sealed class ParetoKeys(int count, double shape) : KeyDraws
    {
        private readonly double _tail = 1 - Math.Pow(count + 1.0, -shape);

        public override int Next(Dice dice, long number) =>
            Math.Min((int)Math.Pow(1 - (Chance(dice) * _tail), -1 / shape) - 1, count - 1);
    }
}
